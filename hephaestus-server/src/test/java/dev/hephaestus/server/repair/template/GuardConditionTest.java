package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class GuardConditionTest {

  @Test
  void treatsNullAsEmpty() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "guard-condition",
            """
            package shop;

            class Case {
              void check(String header, boolean strict) {
                if (strict && header.trim().isEmpty()) { //! 0
                  throw new IllegalArgumentException("empty");
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void check(String header, boolean strict) {
                if (strict && (header == null || header.trim().isEmpty())) {
                  throw new IllegalArgumentException("empty");
                }
              }
            }
            """);
  }

  @Test
  void asksForTheBoundBeforeTheAccess() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "3")
        .repairs(
            "guard-condition",
            """
            package shop;

            class Case {
              int lead(int[] a, int k) {
                while (a[k] == 0) { //! 0
                  k++;
                }
                return k;
              }
            }
            """,
            """
            package shop;

            class Case {
              int lead(int[] a, int k) {
                while (k < a.length && a[k] == 0) {
                  k++;
                }
                return k;
              }
            }
            """);
  }
}
