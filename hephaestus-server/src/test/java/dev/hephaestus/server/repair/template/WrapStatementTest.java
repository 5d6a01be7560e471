package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrapStatementTest {

  @Test
  void runsTheStatementOnlyWithinTheBounds() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "2")
        .repairs(
            "wrap-statement",
            """
            package shop;

            class Case {
              void put(String[] values, int at, java.util.Map<Integer, String> into) {
                into.put(at, values[at]); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              void put(String[] values, int at, java.util.Map<Integer, String> into) {
                if (at < values.length) {
                  into.put(at, values[at]);
                }
              }
            }
            """);
  }

  @Test
  void takesAlongWhatUsesTheDeclaredVariable() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "wrap-statement",
            """
            package shop;

            class Case {
              private int notes;

              void collect(String text) {
                int end = text.indexOf(' '); //! 0
                int start = end - 1;

                notes += start;
                System.out.println("done");
              }
            }
            """,
            """
            package shop;

            class Case {
              private int notes;

              void collect(String text) {
                if (text != null) {
                  int end = text.indexOf(' ');
                  int start = end - 1;

                  notes += start;
                }
                System.out.println("done");
              }
            }
            """);
  }

  @Test
  void aDeclarationThatTheResultNeedsIsNotWrapped() {
    assertThat(
            Bench.thrown("java.lang.NullPointerException")
                .texts(
                    "wrap-statement",
                    """
                    package shop;

                    class Case {
                      int end(String text) {
                        int end = text.indexOf(' '); //! 0
                        return end;
                      }
                    }
                    """))
        .isEmpty();
  }

  @Test
  void statementsThatThrowForTheSameReasonAreGuardedTogether() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "4")
        .repairs(
            "wrap-statement",
            """
            package shop;

            class Case {
              private int at;

              void fill(int[] row, int a, int b) {
                row[at++] = a; //! 0
                row[at++] = b;
                System.out.println(at);
              }
            }
            """,
            """
            package shop;

            class Case {
              private int at;

              void fill(int[] row, int a, int b) {
                if (at < row.length) {
                  row[at++] = a;
                  row[at++] = b;
                }
                System.out.println(at);
              }
            }
            """);
  }

  @Test
  void theNextStatementIsLeftOutWhereItHasAValueOfItsOwn() {
    assertThat(
            Bench.thrown("java.lang.NullPointerException")
                .texts(
                    "wrap-statement",
                    """
                    package shop;

                    class Case {
                      void greet(String name) {
                        System.out.println(name.strip()); //! 0
                        name = "you";
                        System.out.println(name.length());
                      }
                    }
                    """))
        .hasSize(1)
        .first()
        .asString()
        .contains("}\n    name = \"you\";");
  }

  @Test
  void theNextStatementIsLeftOutWhereItChecksForItself() {
    assertThat(
            Bench.thrown("java.lang.NullPointerException")
                .texts(
                    "wrap-statement",
                    """
                    package shop;

                    class Case {
                      void greet(String name) {
                        System.out.println(name.strip()); //! 0
                        if (name != null) {
                          System.out.println(name.length());
                        }
                      }
                    }
                    """))
        .hasSize(1);
  }
}
