package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class DefaultOfTypeTest {

  @Test
  void usesTheEmptyConstantOfTheType() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "default-of-type",
            """
            package shop;

            class Case {
              static final class Tags {
                static final Tags EMPTY = new Tags("");
                private final String text;

                Tags(String text) {
                  this.text = text;
                }

                int size() {
                  return text.length();
                }
              }

              int size(Tags tags) {
                return tags.size(); //! 0
              }

              int none() {
                return size(null); //! 1
              }
            }
            """,
            """
            package shop;

            class Case {
              static final class Tags {
                static final Tags EMPTY = new Tags("");
                private final String text;

                Tags(String text) {
                  this.text = text;
                }

                int size() {
                  return text.length();
                }
              }

              int size(Tags tags) {
                if (tags == null) {
                  tags = Tags.EMPTY;
                }
                return tags.size();
              }

              int none() {
                return size(null);
              }
            }
            """);
  }

  @Test
  void handsOverTheConstantInsteadOfNull() {
    Bench.thrown("java.lang.NullPointerException")
        .offers(
            "default-of-type",
            """
            package shop;

            class Case {
              static final class Tags {
                static final Tags EMPTY = new Tags("");
                private final String text;

                Tags(String text) {
                  this.text = text;
                }

                int size() {
                  return text.length();
                }
              }

              int size(Tags tags) {
                return tags.size(); //! 0
              }

              int none() {
                return size(null); //! 1
              }
            }
            """,
            """
            package shop;

            class Case {
              static final class Tags {
                static final Tags EMPTY = new Tags("");
                private final String text;

                Tags(String text) {
                  this.text = text;
                }

                int size() {
                  return text.length();
                }
              }

              int size(Tags tags) {
                return tags.size();
              }

              int none() {
                return size(Tags.EMPTY);
              }
            }
            """);
  }
}
