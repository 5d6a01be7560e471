package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class MovedArgumentTest {

  @Test
  void countsOneLess() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 4 out of bounds for length 4")
        .repairs(
            "moved-argument",
            """
            package shop;

            class Case {
              int last(int[] prices, int count) {
                return at(prices, count); //! 1
              }

              int at(int[] prices, int index) {
                return prices[index]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int last(int[] prices, int count) {
                return at(prices, count - 1);
              }

              int at(int[] prices, int index) {
                return prices[index];
              }
            }
            """);
  }

  @Test
  void startsAtZero() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index -1 out of bounds for length 4")
        .repairs(
            "moved-argument",
            """
            package shop;

            class Case {
              int last(int[] prices, int count) {
                return at(prices, count); //! 1
              }

              int at(int[] prices, int index) {
                return prices[index]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int last(int[] prices, int count) {
                return at(prices, Math.max(0, count));
              }

              int at(int[] prices, int index) {
                return prices[index];
              }
            }
            """);
  }
}
