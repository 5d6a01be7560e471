package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class ExplicitLocaleTest {

  @Test
  void namesAreChangedInNoLanguage() {
    Bench.thrown("java.lang.IllegalArgumentException", "No enum constant shop.Case.Size.T\u0130NY")
        .within("java.lang.Enum", "valueOf")
        .repairs(
            "explicit-locale",
            """
            package shop;

            class Case {
              enum Size {
                TINY
              }

              Size size(String name) {
                return Size.valueOf(name.toUpperCase()); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Locale;

            class Case {
              enum Size {
                TINY
              }

              Size size(String name) {
                return Size.valueOf(name.toUpperCase(Locale.ROOT));
              }
            }
            """);
  }

  @Test
  void numbersAreFormattedInNoLanguage() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \"1,5\"")
        .within("java.lang.Double", "parseDouble")
        .repairs(
            "explicit-locale",
            """
            package shop;

            class Case {
              double rounded(double value) {
                String text = String.format("%.1f", value);
                return Double.parseDouble(text); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Locale;

            class Case {
              double rounded(double value) {
                String text = String.format(Locale.ROOT, "%.1f", value);
                return Double.parseDouble(text);
              }
            }
            """);
  }
}
