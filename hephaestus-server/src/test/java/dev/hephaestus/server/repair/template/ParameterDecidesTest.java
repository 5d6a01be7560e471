package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ParameterDecidesTest {

  @Test
  void usesTheConstantOnlyWhereTheSwitchIsOn() {
    Bench.thrown("java.lang.IllegalArgumentException", "too long: 80")
        .repairs(
            "parameter-decides",
            """
            package shop;

            class Case {
              static final int LINE = 76;

              String encode(byte[] bytes, boolean lines, int most) {
                int length = length(bytes, LINE);
                if (length > most) {
                  throw new IllegalArgumentException("too long: " + length); //! 0
                }
                return lines ? "lines" : "line";
              }

              static int length(byte[] bytes, int line) {
                return line == 0 ? bytes.length : bytes.length + bytes.length / line;
              }
            }
            """,
            """
            package shop;

            class Case {
              static final int LINE = 76;

              String encode(byte[] bytes, boolean lines, int most) {
                int length = length(bytes, lines ? LINE : 0);
                if (length > most) {
                  throw new IllegalArgumentException("too long: " + length);
                }
                return lines ? "lines" : "line";
              }

              static int length(byte[] bytes, int line) {
                return line == 0 ? bytes.length : bytes.length + bytes.length / line;
              }
            }
            """);
  }

  @Test
  void needsASwitchThatDecides() {
    assertThat(
            Bench.thrown("java.lang.IllegalArgumentException", "too long: 80")
                .texts(
                    "parameter-decides",
                    """
            package shop;

            class Case {
              static final int LINE = 76;

              String encode(byte[] bytes, boolean lines, int most) {
                int length = length(bytes, LINE);
                if (length > most) {
                  throw new IllegalArgumentException("too long: " + length); //! 0
                }
                return "" + lines;
              }

              static int length(byte[] bytes, int line) {
                return line == 0 ? bytes.length : bytes.length + bytes.length / line;
              }
            }
            """))
        .isEmpty();
  }
}
