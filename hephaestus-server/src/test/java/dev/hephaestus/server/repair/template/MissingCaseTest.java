package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MissingCaseTest {

  @Test
  void addsTheCaseToTheMostSimilarOne() {
    Bench.thrown("java.lang.IllegalArgumentException", "unknown kind E_BOOK")
        .repairs(
            "missing-case",
            """
            package shop;

            class Case {
              enum Kind {
                BOOK,
                E_BOOK,
                GAME
              }

              int tax(Kind kind) {
                switch (kind) {
                  case BOOK:
                    return 7;
                  case GAME:
                    return 19;
                  default:
                    throw new IllegalArgumentException("unknown kind " + kind); //! 0
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              enum Kind {
                BOOK,
                E_BOOK,
                GAME
              }

              int tax(Kind kind) {
                switch (kind) {
                  case E_BOOK:
                  case BOOK:
                    return 7;
                  case GAME:
                    return 19;
                  default:
                    throw new IllegalArgumentException("unknown kind " + kind);
                }
              }
            }
            """);
  }

  @Test
  void leavesACaseThatIsThere() {
    assertThat(
            Bench.thrown("java.lang.IllegalArgumentException", "unknown kind GAME")
                .texts(
                    "missing-case",
                    """
            package shop;

            class Case {
              enum Kind {
                BOOK,
                E_BOOK,
                GAME
              }

              int tax(Kind kind) {
                switch (kind) {
                  case BOOK:
                    return 7;
                  case GAME:
                    return 19;
                  default:
                    throw new IllegalArgumentException("unknown kind " + kind); //! 0
                }
              }
            }
            """))
        .isEmpty();
  }
}
