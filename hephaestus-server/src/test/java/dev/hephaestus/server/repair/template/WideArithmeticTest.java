package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WideArithmeticTest {

  @Test
  void multipliesInLong() {
    Bench.thrown("java.lang.ArithmeticException", "overflow")
        .repairs(
            "wide-arithmetic",
            """
            package shop;

            class Case {
              long millis(int days) {
                long millis = days * 86400000;
                if (millis < 0) {
                  throw new ArithmeticException("overflow"); //! 0
                }
                return millis;
              }
            }
            """,
            """
            package shop;

            class Case {
              long millis(int days) {
                long millis = (long) days * 86400000;
                if (millis < 0) {
                  throw new ArithmeticException("overflow");
                }
                return millis;
              }
            }
            """);
  }

  @Test
  void takesTheMiddleWithoutSign() {
    Bench.thrown(
            "java.lang.ArrayIndexOutOfBoundsException",
            "Index -1073741824 out of bounds for length 8")
        .repairs(
            "wide-arithmetic",
            """
            package shop;

            class Case {
              int find(int[] sorted, int low, int high) {
                int middle = (low + high) / 2;
                return sorted[middle]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int find(int[] sorted, int low, int high) {
                int middle = (low + high) >>> 1;
                return sorted[middle];
              }
            }
            """);
  }

  @Test
  void isAGuessWhereWhatWasRefusedOnPurposeSaysNothingOfAnOverflow() {
    WideArithmetic operator = new WideArithmetic();

    assertThat(operator.isGuess(refused("no such day: 31"))).isTrue();
    assertThat(operator.isGuess(refused("size overflows: -2147483000"))).isFalse();
  }

  private static Fault refused(String message) {
    return new Fault(
        Thrown.of(
            "java.lang.IllegalArgumentException",
            message,
            List.of(Frame.of("shop.Till", "add", "Till.java", 3))));
  }
}
