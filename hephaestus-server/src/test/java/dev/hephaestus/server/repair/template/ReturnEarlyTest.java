package dev.hephaestus.server.repair.template;

import org.junit.jupiter.api.Test;

final class ReturnEarlyTest {

  @Test
  void givesNullBackForANullParameterOfTheSameType() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "return-early",
            """
            package shop;

            class Case {
                static String strip(String str) {
                    if (str.startsWith("--")) { //! 0
                        return str.substring(2);
                    }
                    return str;
                }
            }
            """,
            """
            package shop;

            class Case {
                static String strip(String str) {
                    if (str == null) {
                        return null;
                    }
                    if (str.startsWith("--")) {
                        return str.substring(2);
                    }
                    return str;
                }
            }
            """);
  }

  @Test
  void returnsWhatTheMethodReturnsElsewhereAndNeedsNoImportForIt() {
    Bench.thrown(
            "java.lang.NullPointerException",
            "Cannot invoke \"String.length()\" because \"name\" is null")
        .repairs(
            "return-early",
            """
            package shop;

            class Case {
              int width(String name, int most) {
                if (most < 0) {
                  return -1;
                }
                return name.length(); //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              int width(String name, int most) {
                if (most < 0) {
                  return -1;
                }
                if (name == null) {
                  return -1;
                }
                return name.length();
              }
            }
            """);
  }

  @Test
  void returnsAnEmptyListWithItsImportAndKeepsLineEndings() {
    Bench.thrown("java.lang.NullPointerException")
        .repairs(
            "return-early",
            """
            package shop;

            import java.util.List;

            class Case {
              java.util.Map<String, List<String>> tags;

              List<String> tags(String key) {
                tags.size(); //! 0
                return tags.get(key);
              }
            }
            """
                .replace("\n", "\r\n"),
            """
            package shop;

            import java.util.Collections;
            import java.util.List;

            class Case {
              java.util.Map<String, List<String>> tags;

              List<String> tags(String key) {
                if (tags == null) {
                  return Collections.emptyList();
                }
                tags.size();
                return tags.get(key);
              }
            }
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void opensABlockWhereTheStatementHasNoBraces() {
    Bench.thrown("java.lang.ArithmeticException", "/ by zero")
        .repairs(
            "return-early",
            """
            package shop;

            class Case {
              int share(int all, int by, boolean on) {
                if (on)
                  all = all / by; //! 0
                return all;
              }
            }
            """,
            """
            package shop;

            class Case {
              int share(int all, int by, boolean on) {
                if (on) {
                  if (by == 0) {
                    return all;
                  }
                  all = all / by;
                }
                return all;
              }
            }
            """);
  }
}
