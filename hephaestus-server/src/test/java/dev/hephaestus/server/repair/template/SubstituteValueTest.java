package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class SubstituteValueTest {

  @Test
  void printsNullAsText() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "substitute-value",
            """
            package shop;

            class Case {
              String show(Object value) {
                return "<" + value.toString() + ">"; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String show(Object value) {
                return "<" + String.valueOf(value) + ">";
              }
            }
            """);
  }

  @Test
  void createsTheCollection() {
    Bench.thrown(
            "java.lang.NullPointerException",
            "Cannot invoke \"java.util.List.add(Object)\" because \"this.items\" is null")
        .repairs(
            "substitute-value",
            """
            package shop;

            class Case {
              private java.util.List<String> items;

              void add(String item) {
                items.add(item); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.ArrayList;

            class Case {
              private java.util.List<String> items;

              void add(String item) {
                if (items == null) {
                  items = new ArrayList<>();
                }
                items.add(item);
              }
            }
            """);
  }
}
