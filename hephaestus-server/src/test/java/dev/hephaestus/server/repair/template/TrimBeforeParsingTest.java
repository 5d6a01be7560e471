package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class TrimBeforeParsingTest {

  @Test
  void stripsTheSpaces() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \" 42\"")
        .repairs(
            "trim-before-parsing",
            """
            package shop;

            class Case {
              int read(String text) {
                return Integer.parseInt(text); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int read(String text) {
                return Integer.parseInt(text.trim());
              }
            }
            """);
  }

  @Test
  void readsHexadecimal() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \"0x1F\"")
        .repairs(
            "trim-before-parsing",
            """
            package shop;

            class Case {
              int read(String text) {
                return Integer.parseInt(text); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int read(String text) {
                return Integer.decode(text);
              }
            }
            """);
  }
}
