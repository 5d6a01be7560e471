package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class SwapMinMaxTest {

  @Test
  void takesTheSmallerBound() {
    Bench.thrown("java.lang.StringIndexOutOfBoundsException", "String index out of range: 3")
        .repairs(
            "swap-min-max",
            """
            package shop;

            class Case {
              boolean same(String a, String b) {
                return match(a, b, Math.max(a.length(), b.length())); //! 1
              }

              boolean match(String a, String b, int length) {
                for (int i = 0; i < length; i++) {
                  if (a.charAt(i) != b.charAt(i)) { //! 0
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
              boolean same(String a, String b) {
                return match(a, b, Math.min(a.length(), b.length()));
              }

              boolean match(String a, String b, int length) {
                for (int i = 0; i < length; i++) {
                  if (a.charAt(i) != b.charAt(i)) {
                    return false;
                  }
                }
                return true;
              }
            }
            """);
  }
}
