package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class UseLazyGetterTest {

  @Test
  void asksTheGetterThatMakesTheValue() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "use-lazy-getter",
            """
            package shop;

            import java.util.Map;
            import java.util.TreeMap;

            class Case {
              private Map<String, Integer> prices;

              private Map<String, Integer> prices() {
                if (prices == null) {
                  prices = new TreeMap<>();
                }
                return prices;
              }

              int price(String article) {
                return prices.size(); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Map;
            import java.util.TreeMap;

            class Case {
              private Map<String, Integer> prices;

              private Map<String, Integer> prices() {
                if (prices == null) {
                  prices = new TreeMap<>();
                }
                return prices;
              }

              int price(String article) {
                return prices().size();
              }
            }
            """);
  }
}
