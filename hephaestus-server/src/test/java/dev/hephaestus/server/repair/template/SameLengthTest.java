package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SameLengthTest {

  @Test
  void asksForTheLengthBeforeTheComparison() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "String index out of range: 3")
        .repairs(
            "same-length",
            """
            package shop;

            class Case {
              static boolean equalTexts(CharSequence one, CharSequence other) {
                return same(one, other, Math.max(one.length(), other.length())); //! 1
              }

              static boolean same(CharSequence one, CharSequence other, int length) {
                for (int i = 0; i < length; i++) {
                  if (one.charAt(i) != other.charAt(i)) { //! 0
                    return false;
                  }
                }
                return true;
              }
            }
            """,
            """
            package shop;

            class Case {
              static boolean equalTexts(CharSequence one, CharSequence other) {
                return one.length() == other.length() && same(one, other, Math.max(one.length(), other.length()));
              }

              static boolean same(CharSequence one, CharSequence other, int length) {
                for (int i = 0; i < length; i++) {
                  if (one.charAt(i) != other.charAt(i)) {
                    return false;
                  }
                }
                return true;
              }
            }
            """);
  }

  @Test
  void answersBeforeTheLoop() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 2 out of bounds for length 2")
        .repairs(
            "same-length",
            """
            package shop;

            class Case {
              static boolean sameBytes(byte[] one, byte[] other) {
                for (int i = 0; i < one.length; i++) {
                  if (one[i] != other[i]) { //! 0
                    return false;
                  }
                }
                return true;
              }
            }
            """,
            """
            package shop;

            class Case {
              static boolean sameBytes(byte[] one, byte[] other) {
                if (one.length != other.length) {
                  return false;
                }
                for (int i = 0; i < one.length; i++) {
                  if (one[i] != other[i]) {
                    return false;
                  }
                }
                return true;
              }
            }
            """);
  }

  @Test
  void leavesOtherQuestionsAlone() {
    assertThat(
            Bench.thrown(
                    "java.lang.ArrayIndexOutOfBoundsException",
                    "Index 2 out of bounds for length 2")
                .texts(
                    "same-length",
                    """
            package shop;

            class Case {
              static boolean startsWith(byte[] one, byte[] other) {
                for (int i = 0; i < one.length; i++) {
                  if (one[i] != other[i]) { //! 0
                    return false;
                  }
                }
                return true;
              }
            }
            """))
        .isEmpty();
  }
}
