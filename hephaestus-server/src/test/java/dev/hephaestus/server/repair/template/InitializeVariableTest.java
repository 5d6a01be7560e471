package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class InitializeVariableTest {

  @Test
  void fieldsBeginEmpty() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "initialize-variable",
            """
            package shop;

            import java.util.Map;

            class Case {
              private Map<String, Integer> counts;

              void count(String word) {
                counts.merge(word, 1, Integer::sum); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.HashMap;
            import java.util.Map;

            class Case {
              private Map<String, Integer> counts = new HashMap<>();

              void count(String word) {
                counts.merge(word, 1, Integer::sum);
              }
            }
            """);
  }

  @Test
  void aFieldThatWasSetToNullIsSetToAnEmptyArray() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "initialize-variable",
            """
            package shop;

            class Case {
              private final String[] keys;

              Case(String[] given) {
                if (given.length > 0) {
                  keys = given;
                } else {
                  keys = null;
                }
              }

              int size() {
                return keys.length; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              private final String[] keys;

              Case(String[] given) {
                if (given.length > 0) {
                  keys = given;
                } else {
                  keys = new String[0];
                }
              }

              int size() {
                return keys.length;
              }
            }
            """);
  }
}
