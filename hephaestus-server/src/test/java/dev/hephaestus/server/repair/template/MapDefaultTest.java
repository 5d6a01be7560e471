package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class MapDefaultTest {

  @Test
  void looksUpWithADefault() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "map-default",
            """
            package shop;

            class Case {
              int stock(java.util.Map<String, Integer> stock, String sku) {
                int count = stock.get(sku); //! 0
                return count;
              }
            }
            """,
            """
            package shop;

            class Case {
              int stock(java.util.Map<String, Integer> stock, String sku) {
                int count = stock.getOrDefault(sku, 0);
                return count;
              }
            }
            """);
  }
}
