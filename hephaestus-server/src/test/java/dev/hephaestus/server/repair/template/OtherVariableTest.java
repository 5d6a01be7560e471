package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class OtherVariableTest {

  @Test
  void takesTheOneWithTheMostSimilarName() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "String index out of range: -3")
        .offers(
            "other-variable",
            """
            package shop;

            class Case {
              String cut(String text, int start, int startOfName) {
                int from = start + 1;
                return text.substring(from); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String cut(String text, int start, int startOfName) {
                int from = startOfName + 1;
                return text.substring(from);
              }
            }
            """);
  }
}
