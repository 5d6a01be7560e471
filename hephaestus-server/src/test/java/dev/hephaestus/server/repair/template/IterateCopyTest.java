package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class IterateCopyTest {

  @Test
  void removesByCondition() {
    Bench.thrown("java.util.ConcurrentModificationException")
        .within("java.util.ArrayList$Itr", "next")
        .repairs(
            "iterate-copy",
            """
            package shop;

            class Case {
              void prune(java.util.List<String> names) {
                for (String name : names) { //! 0
                  if (name.isEmpty()) {
                    names.remove(name);
                  }
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              void prune(java.util.List<String> names) {
                names.removeIf(name -> name.isEmpty());
              }
            }
            """);
  }

  @Test
  void walksACopy() {
    Bench.thrown("java.util.ConcurrentModificationException")
        .within("java.util.ArrayList$Itr", "next")
        .offers(
            "iterate-copy",
            """
            package shop;

            class Case {
              void grow(java.util.List<String> names) {
                for (String name : names) { //! 0
                  names.add(name + "!");
                }
              }
            }
            """,
            """
            package shop;

            import java.util.ArrayList;

            class Case {
              void grow(java.util.List<String> names) {
                for (String name : new ArrayList<>(names)) {
                  names.add(name + "!");
                }
              }
            }
            """);
  }
}
