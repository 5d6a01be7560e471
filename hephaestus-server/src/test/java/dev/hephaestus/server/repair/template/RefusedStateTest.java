package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusedStateTest {
  private static final Bench REFUSED = Bench.thrown("java.lang.IllegalStateException", "asleep");

  @Test
  void asksTheObjectBeforehandWhatItWouldRefuse() {
    REFUSED.offers(
        "return-early",
        """
        package shop;

        class Case {
          void night(Oven oven) {
            oven.bake(); //! 1
          }

          static class Oven {
            private boolean hot;

            boolean isHot() {
              return hot;
            }

            void bake() {
              if (!hot) {
                throw new IllegalStateException("asleep"); //! 0
              }
            }
          }
        }
        """,
        """
        package shop;

        class Case {
          void night(Oven oven) {
            if (!oven.isHot()) {
              return;
            }
            oven.bake();
          }

          static class Oven {
            private boolean hot;

            boolean isHot() {
              return hot;
            }

            void bake() {
              if (!hot) {
                throw new IllegalStateException("asleep");
              }
            }
          }
        }
        """);
  }

  @Test
  void turnsAQuestionAroundThatAsksForTheOpposite() {
    assertThat(
            REFUSED.texts(
                "wrap-statement",
                """
                package shop;

                class Case {
                  void night(Oven oven) {
                    oven.bake(); //! 1
                  }

                  static class Oven {
                    private Object fire;

                    boolean burns() {
                      return this.fire != null;
                    }

                    void bake() {
                      if (fire == null) {
                        throw new IllegalStateException("asleep"); //! 0
                      }
                    }
                  }
                }
                """))
        .first()
        .asString()
        .contains("if (oven.burns()) {\n      oven.bake();\n    }");
  }

  @Test
  void seesThroughTheMethodInWhichTheObjectChecksItself() {
    assertThat(
            REFUSED.texts(
                "return-early",
                """
                package shop;

                class Case {
                  void night(Oven oven) {
                    oven.bake(); //! 2
                  }

                  static class Oven {
                    private boolean shut;

                    boolean isShut() {
                      return shut;
                    }

                    void bake() {
                      check(); //! 1
                    }

                    private void check() {
                      if (shut) {
                        throw new IllegalStateException("asleep"); //! 0
                      }
                    }
                  }
                }
                """))
        .first()
        .asString()
        .contains("if (oven.isShut()) {\n      return;");
  }

  @Test
  void leavesAnObjectThatCannotBeAsked() {
    assertThat(
            REFUSED.texts(
                "return-early",
                """
                package shop;

                class Case {
                  void night(Oven oven) {
                    oven.bake(); //! 1
                  }

                  static class Oven {
                    private boolean hot;

                    boolean isHot(int degrees) {
                      return hot;
                    }

                    void bake() {
                      if (!hot) {
                        throw new IllegalStateException("asleep"); //! 0
                      }
                    }
                  }
                }
                """))
        .noneMatch(text -> text.contains("if (oven") || text.contains("if (!oven"));
  }

  @Test
  void neverSkipsTheCheckOfAnObjectOnItself() {
    assertThat(
            REFUSED.texts(
                "return-early",
                """
                package shop;

                class Case {
                  private boolean shut;

                  boolean isShut() {
                    return shut;
                  }

                  void bake() {
                    check(); //! 1
                  }

                  private void check() {
                    if (shut) {
                      throw new IllegalStateException("asleep"); //! 0
                    }
                  }
                }
                """))
        .isEmpty();
  }
}
