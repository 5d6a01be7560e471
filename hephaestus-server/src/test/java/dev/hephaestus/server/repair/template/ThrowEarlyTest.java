package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThrowEarlyTest {

  @Test
  void namesTheArgument() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "throw-early",
            """
            package shop;

            class Case {
              Case(int size) {
                if (size < 0) {
                  throw new IllegalArgumentException("size is negative");
                }
              }

              int width(String name) {
                return name.length(); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              Case(int size) {
                if (size < 0) {
                  throw new IllegalArgumentException("size is negative");
                }
              }

              int width(String name) {
                if (name == null) {
                  throw new IllegalArgumentException("name must not be null");
                }
                return name.length();
              }
            }
            """);
  }

  @Test
  void demandsItWithTheCheckThatTheClassUses() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "throw-early",
            """
            package shop;

            import java.util.Objects;

            class Case {
              void paint(String colour) {
                Objects.requireNonNull(colour, "colour of the wall");
              }

              int width(String name) {
                return name.length(); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Objects;

            class Case {
              void paint(String colour) {
                Objects.requireNonNull(colour, "colour of the wall");
              }

              int width(String name) {
                Objects.requireNonNull(name, "name of the wall");
                return name.length();
              }
            }
            """);
  }

  @Test
  void demandsNothingWhereTheClassNeverDoes() {
    assertThat(
            Bench.thrown("java.lang.NullPointerException")
                .texts(
                    "throw-early",
                    """
                    package shop;

                    class Case {
                      int width(String name) {
                        return name.length(); //! 0
                      }
                    }
                    """))
        .isEmpty();
  }
}
