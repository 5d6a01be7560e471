package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyPresenceTest {

  @Test
  void asksForTheKey() {
    Bench.thrown("java.lang.IndexOutOfBoundsException", "Index: 2, Size: 1")
        .within("java.util.ArrayList", "add")
        .repairs(
            "key-presence",
            """
            package shop;

            import java.util.List;
            import java.util.Map;

            class Case {
              void add(Map<String, String> names, List<String> order, int index, String key) {
                String old = names.put(key, null);
                if (old == null) {
                  index++;
                }
                order.add(index, key); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.List;
            import java.util.Map;

            class Case {
              void add(Map<String, String> names, List<String> order, int index, String key) {
                boolean contained = names.containsKey(key);
                names.put(key, null);
                if (!contained) {
                  index++;
                }
                order.add(index, key);
              }
            }
            """);
  }

  @Test
  void keepsAResultThatIsUsed() {
    assertThat(
            Bench.thrown("java.lang.IndexOutOfBoundsException", "Index: 2, Size: 1")
                .within("java.util.ArrayList", "add")
                .texts(
                    "key-presence",
                    """
            package shop;

            import java.util.List;
            import java.util.Map;

            class Case {
              void add(Map<String, String> names, List<String> order, int index, String key) {
                String old = names.put(key, null);
                if (old == null) {
                  index++;
                } else {
                  order.remove(old);
                }
                order.add(index, key); //! 0
              }
            }
            """))
        .isEmpty();
  }
}
