package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class DivideRoundedTest {

  @Test
  void roundsWhatDoesNotEnd() {
    Bench.thrown(
            "java.lang.ArithmeticException",
            "Non-terminating decimal expansion; no exact representable decimal result.")
        .repairs(
            "divide-rounded",
            """
            package shop;

            import java.math.BigDecimal;

            class Case {
              BigDecimal share(BigDecimal all, BigDecimal by) {
                return all.divide(by); //! 0
              }
            }
            """,
            """
            package shop;

            import java.math.BigDecimal;
            import java.math.RoundingMode;

            class Case {
              BigDecimal share(BigDecimal all, BigDecimal by) {
                return all.divide(by, 2, RoundingMode.HALF_UP);
              }
            }
            """);
  }
}
