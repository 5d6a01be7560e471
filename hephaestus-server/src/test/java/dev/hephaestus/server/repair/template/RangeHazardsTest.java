package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class RangeHazardsTest {

  @Test
  void asksWhetherTheRangeIsInverted() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "begin 3, end 2, length 5")
        .within("java.lang.String", "substring")
        .offers(
            "return-early",
            """
            package shop;

            class Case {
              String name(String text, int start, int end) {
                return text.substring(start, end); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String name(String text, int start, int end) {
                if (start > end) {
                  return "";
                }
                return text.substring(start, end);
              }
            }
            """);
  }

  @Test
  void asksWhetherThereIsRoom() {
    Bench.thrown(
            "java.lang.ArrayIndexOutOfBoundsException",
            "arraycopy: last destination index 9 out of bounds for byte[8]")
        .within("java.lang.System", "arraycopy")
        .offers(
            "wrap-statement",
            """
            package shop;

            class Case {
              void fill(byte[] target, byte[] part, int at) {
                System.arraycopy(part, 0, target, at, part.length); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              void fill(byte[] target, byte[] part, int at) {
                if (at + part.length <= target.length) {
                  System.arraycopy(part, 0, target, at, part.length);
                }
              }
            }
            """);
  }

  @Test
  void copiesNoMoreThanThereIsRoom() {
    Bench.thrown(
            "java.lang.ArrayIndexOutOfBoundsException",
            "arraycopy: last destination index 9 out of bounds for byte[8]")
        .within("java.lang.System", "arraycopy")
        .repairs(
            "index-clamp",
            """
            package shop;

            class Case {
              void fill(byte[] target, byte[] part, int at) {
                System.arraycopy(part, 0, target, at, part.length); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              void fill(byte[] target, byte[] part, int at) {
                System.arraycopy(part, 0, target, at, Math.min(part.length, target.length - at));
              }
            }
            """);
  }
}
