package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class ClampInsteadTest {

  @Test
  void limitsWhatIsTooGreat() {
    Bench.thrown("java.lang.IllegalStateException", "no room")
        .repairs(
            "clamp-instead",
            """
            package shop;

            class Case {
              int indent(int indent, int width) {
                if (indent >= width) {
                  throw new IllegalStateException("no room"); //! 0
                }
                return indent;
              }
            }
            """,
            """
            package shop;

            class Case {
              int indent(int indent, int width) {
                if (indent >= width) {
                  indent = width - 1;
                }
                return indent;
              }
            }
            """);
  }

  @Test
  void findsNoOrderInsteadOfRefusing() {
    Bench.thrown("java.lang.IllegalArgumentException", "not in one tree")
        .repairs(
            "clamp-instead",
            """
            package shop;

            class Case {
              Case parent;

              static int compareNodes(Case one, Case other) {
                if (one.parent != other.parent) {
                  throw new IllegalArgumentException("not in one tree"); //! 0
                }
                return 1;
              }
            }
            """,
            """
            package shop;

            class Case {
              Case parent;

              static int compareNodes(Case one, Case other) {
                if (one.parent != other.parent) {
                  return 0;
                }
                return 1;
              }
            }
            """);
  }
}
