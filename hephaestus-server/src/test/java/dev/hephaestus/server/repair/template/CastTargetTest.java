package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class CastTargetTest {

  @Test
  void convertsBetweenNumbers() {
    Bench.thrown(
            "java.lang.ClassCastException",
            "class java.lang.Integer cannot be cast to class java.lang.Long (java.lang.Integer and java.lang.Long are in module java.base of loader 'bootstrap')")
        .repairs(
            "cast-target",
            """
            package shop;

            class Case {
              Long total(java.util.Map<String, Object> row) {
                return (Long) row.get("total"); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              Long total(java.util.Map<String, Object> row) {
                return ((Number) row.get("total")).longValue();
              }
            }
            """);
  }
}
