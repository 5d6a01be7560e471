package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class CopyBeforeModifyingTest {

  @Test
  void copiesWhereTheListIsMade() {
    Bench.thrown("java.lang.UnsupportedOperationException")
        .within("java.util.AbstractList", "add")
        .repairs(
            "copy-before-modifying",
            """
            package shop;

            class Case {
              java.util.List<String> all(String[] names) {
                java.util.List<String> all = java.util.Arrays.asList(names);
                all.add("last"); //! 0
                return all;
              }
            }
            """,
            """
            package shop;

            import java.util.ArrayList;

            class Case {
              java.util.List<String> all(String[] names) {
                java.util.List<String> all = new ArrayList<>(java.util.Arrays.asList(names));
                all.add("last");
                return all;
              }
            }
            """);
  }
}
