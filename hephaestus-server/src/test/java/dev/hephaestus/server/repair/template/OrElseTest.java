package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class OrElseTest {

  @Test
  void takesANeutralValueWhereThereIsNone() {
    Bench.thrown("java.util.NoSuchElementException", "No value present")
        .within("java.util.Optional", "get")
        .repairs(
            "or-else",
            """
            package shop;

            import java.util.Optional;

            class Case {
              String title(Optional<String> given) {
                return given.get(); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Optional;

            class Case {
              String title(Optional<String> given) {
                return given.orElse("");
              }
            }
            """);
  }

  @Test
  void wrapsWhatCanBeNull() {
    Bench.thrown("java.lang.NullPointerException")
        .within("java.util.Optional", "of")
        .repairs(
            "or-else",
            """
            package shop;

            import java.util.Optional;

            class Case {
              Optional<String> title(String given) {
                return Optional.of(given); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Optional;

            class Case {
              Optional<String> title(String given) {
                return Optional.ofNullable(given);
              }
            }
            """);
  }
}
