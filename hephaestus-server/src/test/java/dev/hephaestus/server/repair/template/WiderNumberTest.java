package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WiderNumberTest {

  @Test
  void readsALong() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \"3000000000\"")
        .within("java.lang.Integer", "parseInt")
        .repairs(
            "wider-number",
            """
            package shop;

            class Case {
              long size(String text) {
                return Integer.parseInt(text); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              long size(String text) {
                return Long.parseLong(text);
              }
            }
            """);
  }

  @Test
  void leavesANumberThatFits() {
    assertThat(
            Bench.thrown("java.lang.NumberFormatException", "For input string: \"12x\"")
                .within("java.lang.Integer", "parseInt")
                .texts(
                    "wider-number",
                    """
            package shop;

            class Case {
              long size(String text) {
                return Integer.parseInt(text); //! 0
              }
            }
            """))
        .isEmpty();
  }
}
