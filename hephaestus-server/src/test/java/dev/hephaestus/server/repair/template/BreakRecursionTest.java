package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BreakRecursionTest {

  @Test
  void aGetterAnswersItsField() {
    Bench.thrown("java.lang.StackOverflowError")
        .repairs(
            "break-recursion",
            """
            package shop;

            class Case {
              private int total;

              int getTotal() {
                return getTotal(); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              private int total;

              int getTotal() {
                return total;
              }
            }
            """);
  }

  @Test
  void aWrapperAsksWhatItWraps() {
    Bench.thrown("java.lang.StackOverflowError")
        .repairs(
            "break-recursion",
            """
            package shop;

            class Case implements Comparable<Case> {
              private Comparable<Case> order;

              @Override
              public int compareTo(Case other) {
                return compareTo(other); //! 0
              }
            }
            """,
            """
            package shop;

            class Case implements Comparable<Case> {
              private Comparable<Case> order;

              @Override
              public int compareTo(Case other) {
                return order.compareTo(other);
              }
            }
            """);
  }

  @Test
  void recursionThatComesAlongIsLeftAlone() {
    assertThat(
            Bench.thrown("java.lang.StackOverflowError")
                .texts(
                    "break-recursion",
                    """
            package shop;

            class Case {
              int depth(Case child) {
                return child == null ? 0 : 1 + depth(child.up()); //! 0
              }

              Case up() {
                return null;
              }
            }
            """))
        .isEmpty();
  }
}
