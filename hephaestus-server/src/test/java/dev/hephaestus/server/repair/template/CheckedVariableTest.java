package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class CheckedVariableTest {

  @Test
  void usesTheVariableThatIsChecked() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "checked-variable",
            """
            package shop;

            class Case {
              void copy(StringBuilder from, StringBuilder to) {
                if (from != null) {
                  to.append("x"); //! 0
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void copy(StringBuilder from, StringBuilder to) {
                if (from != null) {
                  from.append("x");
                }
              }
            }
            """);
  }

  @Test
  void checksTheVariableThatIsUsed() {
    Bench.thrown("java.lang.NullPointerException")
        .offers(
            "checked-variable",
            """
            package shop;

            class Case {
              void copy(StringBuilder from, StringBuilder to) {
                if (from != null) {
                  to.append("x"); //! 0
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void copy(StringBuilder from, StringBuilder to) {
                if (to != null) {
                  to.append("x");
                }
              }
            }
            """);
  }
}
