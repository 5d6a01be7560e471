package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class NullSafeEqualsTest {

  @Test
  void letsTheConstantAsk() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "null-safe-equals",
            """
            package shop;

            class Case {
              boolean on(String mode) {
                return mode.equals("on"); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              boolean on(String mode) {
                return "on".equals(mode);
              }
            }
            """);
  }

  @Test
  void usesObjectsEqualsForTwoVariables() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "null-safe-equals",
            """
            package shop;

            class Case {
              boolean same(String a, String b) {
                return a.equals(b); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Objects;

            class Case {
              boolean same(String a, String b) {
                return Objects.equals(a, b);
              }
            }
            """);
  }
}
