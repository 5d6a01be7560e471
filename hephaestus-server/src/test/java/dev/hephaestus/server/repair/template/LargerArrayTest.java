package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class LargerArrayTest {

  @Test
  void isAsLargeAsTheLoopGoes() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 2 out of bounds for length 2")
        .repairs(
            "larger-array",
            """
            package shop;

            class Case {
              int[] copy(int[] prices, int extra) {
                int[] copy = new int[extra];
                for (int i = 0; i < prices.length; i++) {
                  copy[i] = prices[i]; //! 0
                }
                return copy;
              }
            }
            """,
            """
            package shop;

            class Case {
              int[] copy(int[] prices, int extra) {
                int[] copy = new int[prices.length];
                for (int i = 0; i < prices.length; i++) {
                  copy[i] = prices[i];
                }
                return copy;
              }
            }
            """);
  }

  @Test
  void hasRoomForOneMore() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 2 out of bounds for length 2")
        .offers(
            "larger-array",
            """
            package shop;

            class Case {
              int[] copy(int[] prices, int extra) {
                int[] copy = new int[extra];
                for (int i = 0; i < prices.length; i++) {
                  copy[i] = prices[i]; //! 0
                }
                return copy;
              }
            }
            """,
            """
            package shop;

            class Case {
              int[] copy(int[] prices, int extra) {
                int[] copy = new int[extra + 1];
                for (int i = 0; i < prices.length; i++) {
                  copy[i] = prices[i];
                }
                return copy;
              }
            }
            """);
  }
}
