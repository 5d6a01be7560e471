package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class IndexClampTest {

  @Test
  void endsTheRangeAtTheEnd() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "begin 0, end 10, length 3")
        .repairs(
            "index-clamp",
            """
            package shop;

            class Case {
              String head(String text, int most) {
                return text.substring(0, most); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String head(String text, int most) {
                return text.substring(0, Math.min(most, text.length()));
              }
            }
            """);
  }
}
