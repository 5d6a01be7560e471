package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusedArgumentsTest {

  @Test
  void asksInTheCallerWhatTheCalleeRefuses() {
    Bench.thrown("java.lang.IllegalArgumentException", "count")
        .offers(
            "return-early",
            """
            package shop;

            class Case {
              int perDay(int total, int days) {
                return share(total, days); //! 1
              }

              static int share(int total, int count) {
                if (count <= 0) {
                  throw new IllegalArgumentException("count"); //! 0
                }
                return total / count;
              }
            }
            """,
            """
            package shop;

            class Case {
              int perDay(int total, int days) {
                if (days <= 0) {
                  return 0;
                }
                return share(total, days);
              }

              static int share(int total, int count) {
                if (count <= 0) {
                  throw new IllegalArgumentException("count");
                }
                return total / count;
              }
            }
            """);
  }

  @Test
  void leavesWhatTheCallerCannotSee() {
    assertThat(
            Bench.thrown("java.lang.IllegalArgumentException", "count")
                .texts(
                    "return-early",
                    """
            package shop;

            class Case {
              private int limit;

              int perDay(int total, int days) {
                return share(total, days); //! 1
              }

              int share(int total, int count) {
                if (count > limit) {
                  throw new IllegalArgumentException("count"); //! 0
                }
                return total / count;
              }
            }
            """))
        .isEmpty();
  }

  @Test
  void neverGoesAroundACallThatOnlyChecks() {
    assertThat(
            Bench.thrown("java.lang.IllegalArgumentException", "count")
                .texts(
                    "wrap-statement",
                    """
                    package shop;

                    class Case {
                      int share(int total, int count) {
                        mustBePositive(count); //! 1
                        return total / count;
                      }

                      static void mustBePositive(int count) {
                        if (count <= 0) {
                          throw new IllegalArgumentException("count"); //! 0
                        }
                      }
                    }
                    """))
        .isEmpty();
  }
}
