package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class SkipIterationTest {

  @Test
  void goesOnWithTheNextElement() {
    Bench.thrown(
            "java.lang.NullPointerException",
            "Cannot invoke \"String.length()\" because \"name\" is null")
        .repairs(
            "skip-iteration",
            """
            package shop;

            class Case {
              int width(String[] names) {
                int width = 0;
                for (String name : names) {
                  width += name.length(); //! 0
                }
                return width;
              }
            }
            """,
            """
            package shop;

            class Case {
              int width(String[] names) {
                int width = 0;
                for (String name : names) {
                  if (name == null) {
                    continue;
                  }
                  width += name.length();
                }
                return width;
              }
            }
            """);
  }
}
