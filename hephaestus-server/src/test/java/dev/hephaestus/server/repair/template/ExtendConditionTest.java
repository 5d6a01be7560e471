package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class ExtendConditionTest {

  @Test
  void asksWhatTheClassAsksElsewhere() {
    Bench.thrown("java.lang.IllegalArgumentException", "60")
        .offers(
            "extend-condition",
            """
            package shop;

            class Case {
              private boolean strict;

              void check(int minutes) {
                if (minutes > 59) {
                  throw new IllegalArgumentException("" + minutes); //! 0
                }
              }

              void warn(int minutes) {
                if (minutes != 60 && strict) {
                  System.out.println(minutes);
                }
              }
            }
            """,
            """
            package shop;

            class Case {
              private boolean strict;

              void check(int minutes) {
                if (minutes > 59 && minutes != 60) {
                  throw new IllegalArgumentException("" + minutes);
                }
              }

              void warn(int minutes) {
                if (minutes != 60 && strict) {
                  System.out.println(minutes);
                }
              }
            }
            """);
  }

  @Test
  void asksAValueAboutItself() {
    Bench.thrown("java.lang.IllegalArgumentException", "cannot compare")
        .offers(
            "extend-condition",
            """
            package shop;

            class Case {
              static class Field {
                public boolean isSupported() {
                  return true;
                }
              }

              int compare(Field one, Field other) {
                if (one == other) {
                  return 0;
                }
                throw new IllegalArgumentException("cannot compare"); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              static class Field {
                public boolean isSupported() {
                  return true;
                }
              }

              int compare(Field one, Field other) {
                if (one == other || !other.isSupported()) {
                  return 0;
                }
                throw new IllegalArgumentException("cannot compare");
              }
            }
            """);
  }
}
