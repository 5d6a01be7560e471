package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MutateConditionTest {

  @Test
  void movesTheBoundary() {
    Bench.thrown("shop.OutOfRange", "60")
        .repairs(
            "mutate-condition",
            """
            package shop;

            class Case {
              void check(int minutes) {
                if (minutes >= 60) {
                  throw new IllegalArgumentException("" + minutes); //! 0
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void check(int minutes) {
                if (minutes > 60) {
                  throw new IllegalArgumentException("" + minutes);
                }
              }
            }
            """);
  }

  @Test
  void dropsAnOperand() {
    Bench.thrown("shop.OutOfRange", "60")
        .offers(
            "mutate-condition",
            """
            package shop;

            class Case {
              void check(int minutes, boolean strict) {
                if (strict || minutes > 60) {
                  throw new IllegalArgumentException("" + minutes); //! 0
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void check(int minutes, boolean strict) {
                if (minutes > 60) {
                  throw new IllegalArgumentException("" + minutes);
                }
              }
            }
            """);
  }

  @Test
  void doesNotWidenWhatAlreadyThrew() {
    assertThat(
            Bench.thrown("shop.OutOfRange", "61")
                .texts(
                    "mutate-condition",
                    """
                    package shop;

                    class Case {
                      void check(int minutes) {
                        if (minutes > 60) {
                          throw new IllegalArgumentException("" + minutes); //! 0
                        }
                      }
                    }
                    """))
        .isEmpty();
  }

  @Test
  void leavesEarlierWhereTheWayOutWasTooNarrow() {
    Bench.thrown("shop.OutOfRange", "60")
        .repairs(
            "mutate-condition",
            """
            package shop;

            class Case {
              int check(int minutes) {
                if (minutes < 60) {
                  return minutes;
                }
                throw new IllegalArgumentException("" + minutes); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int check(int minutes) {
                if (minutes <= 60) {
                  return minutes;
                }
                throw new IllegalArgumentException("" + minutes);
              }
            }
            """);
  }

  @Test
  void doesNotThrowEarlierInstead() {
    assertThat(
            Bench.thrown("shop.OutOfRange", "61")
                .texts(
                    "mutate-condition",
                    """
                    package shop;

                    class Case {
                      void check(int hours, int minutes) {
                        if (hours > 23) {
                          throw new IllegalArgumentException("" + hours);
                        }
                        if (minutes > 59) {
                          throw new IllegalArgumentException("" + minutes); //! 0
                        }
                      }
                    }
                    """))
        .isEmpty();
  }
}
