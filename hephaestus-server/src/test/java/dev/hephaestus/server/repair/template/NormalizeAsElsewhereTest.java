package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class NormalizeAsElsewhereTest {

  @Test
  void asksTheFunctionThatOtherMethodsAsk() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "normalize-as-elsewhere",
            """
            package shop;

            import java.util.TimeZone;

            class Case {
              static TimeZone given(TimeZone zone) {
                return zone == null ? TimeZone.getDefault() : zone;
              }

              String name(TimeZone zone) {
                zone = given(zone);
                return zone.getID();
              }

              int offset(TimeZone from) {
                return from.getRawOffset(); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.TimeZone;

            class Case {
              static TimeZone given(TimeZone zone) {
                return zone == null ? TimeZone.getDefault() : zone;
              }

              String name(TimeZone zone) {
                zone = given(zone);
                return zone.getID();
              }

              int offset(TimeZone from) {
                from = given(from);
                return from.getRawOffset();
              }
            }
            """);
  }
}
