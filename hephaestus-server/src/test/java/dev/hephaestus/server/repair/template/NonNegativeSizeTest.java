package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class NonNegativeSizeTest {

  @Test
  void isAtLeastZero() {
    Bench.thrown("java.lang.NegativeArraySizeException", "-1")
        .repairs(
            "non-negative-size",
            """
            package shop;

            class Case {
              int[] rest(int all, int used) {
                return new int[all - used]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int[] rest(int all, int used) {
                return new int[Math.max(0, all - used)];
              }
            }
            """);
  }
}
