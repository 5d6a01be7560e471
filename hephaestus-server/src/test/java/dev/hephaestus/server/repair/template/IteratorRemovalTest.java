package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class IteratorRemovalTest {

  @Test
  void removesThroughTheIteratorOfAMapsKeys() {
    Bench.thrown("java.util.ConcurrentModificationException")
        .within("java.util.HashMap$KeyIterator", "next")
        .repairs(
            "iterator-removal",
            """
            package shop;

            import java.util.Iterator;
            import java.util.Map;

            class Case {
              void drop(Map<String, String> headers, String name) {
                for (Iterator<String> keys = headers.keySet().iterator(); keys.hasNext(); ) {
                  String key = keys.next(); //! 0
                  if (key.equalsIgnoreCase(name)) {
                    headers.remove(key);
                  }
                }
              }
            }
            """,
            """
            package shop;

            import java.util.Iterator;
            import java.util.Map;

            class Case {
              void drop(Map<String, String> headers, String name) {
                for (Iterator<String> keys = headers.keySet().iterator(); keys.hasNext(); ) {
                  String key = keys.next();
                  if (key.equalsIgnoreCase(name)) {
                    keys.remove();
                  }
                }
              }
            }
            """);
  }

  @Test
  void knowsTheFieldWithAndWithoutThis() {
    Bench.thrown("java.util.ConcurrentModificationException")
        .within("java.util.HashMap$KeyIterator", "next")
        .repairs(
            "iterator-removal",
            """
            package shop;

            import java.util.Iterator;
            import java.util.List;

            class Case {
              private List<String> names;

              void clean() {
                Iterator<String> all = names.iterator();
                while (all.hasNext()) {
                  String name = all.next(); //! 0
                  if (name.isEmpty()) this.names.remove(name);
                }
              }
            }
            """,
            """
            package shop;

            import java.util.Iterator;
            import java.util.List;

            class Case {
              private List<String> names;

              void clean() {
                Iterator<String> all = names.iterator();
                while (all.hasNext()) {
                  String name = all.next();
                  if (name.isEmpty()) all.remove();
                }
              }
            }
            """);
  }
}
