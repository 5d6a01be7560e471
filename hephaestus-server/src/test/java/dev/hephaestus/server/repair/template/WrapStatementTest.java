package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class WrapStatementTest {

  @Test
  void runsTheStatementOnlyWithinTheBounds() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "2")
        .repairs(
            "wrap-statement",
            """
            package shop;

            class Case {
              void put(String[] values, int at, java.util.Map<Integer, String> into) {
                into.put(at, values[at]); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              void put(String[] values, int at, java.util.Map<Integer, String> into) {
                if (at < values.length) {
                  into.put(at, values[at]);
                }
              }
            }
            """);
  }
}
