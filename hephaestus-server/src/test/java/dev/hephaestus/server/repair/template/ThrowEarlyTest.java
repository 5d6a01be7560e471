package dev.hephaestus.server.repair.template;

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
}
