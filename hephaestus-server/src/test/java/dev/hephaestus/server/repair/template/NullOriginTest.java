package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a null is repaired that was handed down. */
final class NullOriginTest {
  private static final String CHAIN =
      """
      package shop;

      import java.util.Map;

      class Case {
        private int count;

        void load(Map<String, String> all) {
          for (String key : all.keySet()) {
            put(key, all.get(key)); //! 2
          }
        }

        void put(String key, String value) {
          store(key, value); //! 1
          count++;
        }

        private void store(String key, String value) {
          System.setProperty(key, value); //! 0
        }
      }
      """;

  private static String best(String marked) {
    return Bench.thrown("java.lang.NullPointerException")
        .within("java.util.Hashtable", "put")
        .within("java.lang.System", "setProperty")
        .candidates(marked)
        .get(0)
        .patch()
        .changes()
        .get(0)
        .after();
  }

  @Test
  void theCallerThatBringsTheNullIsRepaired() {
    assertThat(best(CHAIN)).containsPattern("all\\.get\\(key\\) [!=]= null");
  }

  @Test
  void withoutACallerTheExceptionsOwnPlaceIsRepaired() {
    String alone = CHAIN.replace(" //! 2", "").replace(" //! 1", "");
    assertThat(best(alone)).containsPattern("(key|value) [!=]= null");
  }
}
