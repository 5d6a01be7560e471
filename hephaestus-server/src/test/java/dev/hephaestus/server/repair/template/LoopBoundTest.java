package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class LoopBoundTest {

  @Test
  void stopsBeforeTheEnd() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 3 out of bounds for length 3")
        .repairs(
            "loop-bound",
            """
            package shop;

            class Case {
              int sum(int[] prices) {
                int sum = 0;
                for (int i = 0; i <= prices.length; i++) {
                  sum += prices[i]; //! 0
                }
                return sum;
              }
            }
            """,
            """
            package shop;

            class Case {
              int sum(int[] prices) {
                int sum = 0;
                for (int i = 0; i < prices.length; i++) {
                  sum += prices[i];
                }
                return sum;
              }
            }
            """);
  }

  @Test
  void stopsBeforeTheEndInACondition() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "String index out of range: 12")
        .repairs(
            "loop-bound",
            """
            package shop;

            class Case {
              int find(String text, int pos) {
                while (pos <= text.length()
                    && text.charAt(pos) != ' ') { //! 0
                  pos++;
                }
                return pos;
              }
            }
            """,
            """
            package shop;

            class Case {
              int find(String text, int pos) {
                while (pos < text.length()
                    && text.charAt(pos) != ' ') {
                  pos++;
                }
                return pos;
              }
            }
            """);
  }
}
