package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class ConditionalDefaultTest {

  @Test
  void returnsNullForWhatIsNotThere() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "conditional-default",
            """
            package shop;

            class Case {
              String upper(String text) {
                return text.toUpperCase(java.util.Locale.ROOT); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String upper(String text) {
                return text == null ? null : text.toUpperCase(java.util.Locale.ROOT);
              }
            }
            """);
  }

  @Test
  void fillsAnArgumentInWithParentheses() {
    Bench.thrown("java.lang.ArithmeticException", "/ by zero")
        .offers(
            "conditional-default",
            """
            package shop;

            class Case {
              int mean(int sum, int count) {
                return 1 + sum / count; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int mean(int sum, int count) {
                return 1 + (count == 0 ? 0 : sum / count);
              }
            }
            """);
  }
}
