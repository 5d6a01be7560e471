package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several candidates that would all pass comes first. */
final class RankingTest {

  private static void prefers(Bench bench, String marked, String expected) {
    assertThat(bench.candidates(marked).get(0).patch().changes().get(0).after())
        .isEqualTo(expected);
  }

  private static final String READING =
      """
      package shop;

      class Case {
        private static final int STATION = 0;
        private static final int REMARK = 2;

        record Reading(String station, double celsius, String remark) {}

        Reading read(String line) {
          String[] cells = line.split(",");
          double celsius = Double.parseDouble(cells[1]);
          return new Reading(cells[STATION], celsius, cells[REMARK]); //! 0
        }

        boolean isPlain(Reading reading) {
          return %s;
        }
      }
      """;

  private static final Bench PAST_THE_END =
      Bench.thrown(
          "java.lang.ArrayIndexOutOfBoundsException", "Index 2 out of bounds for length 2");

  @Test
  void givesOnlyTheMissingPartOfAnObjectADefault() {
    String marked = READING.formatted("reading.remark().isEmpty()");
    prefers(
        PAST_THE_END,
        marked,
        marked
            .replace(" //! 0", "")
            .replace("cells[REMARK])", "REMARK < cells.length ? cells[REMARK] : \"\")"));
  }

  @Test
  void theDefaultIsNullWhereTheProjectAsksForNull() {
    String marked = READING.formatted("reading.remark() == null");
    prefers(
        PAST_THE_END,
        marked,
        marked
            .replace(" //! 0", "")
            .replace("cells[REMARK])", "REMARK < cells.length ? cells[REMARK] : null)"));
  }

  @Test
  void returnsNullFromAFactoryWhoseJavadocPromisesIt() {
    String marked =
        READING
            .formatted("true")
            .replace(
                "  Reading read",
                "  /** @return the reading, or null for a bad line */\n  Reading read");
    prefers(
        PAST_THE_END,
        marked,
        marked
            .replace(" //! 0", "")
            .replace(
                "    return new",
                "    if (REMARK >= cells.length) {\n      return null;\n    }\n    return new"));
  }

  @Test
  void returnsNullFromAFactoryThatReturnsItForOtherBadInput() {
    String marked =
        READING
            .formatted("true")
            .replace(
                "    double celsius",
                "    if (cells[1].isEmpty()) {\n      return null;\n    }\n    double celsius");
    prefers(
        PAST_THE_END,
        marked,
        marked
            .replace(" //! 0", "")
            .replace(
                "    return new",
                "    if (REMARK >= cells.length) {\n      return null;\n    }\n    return new"));
  }

  @Test
  void looksAMissingKeyUpWithTheNeutralValueBeforeLeavingTheMethod() {
    String marked =
        """
        package shop;

        import java.util.Map;

        class Case {
          private final Map<String, Integer> altitudes = Map.of();

          int altitude(String station) {
            if (station.startsWith("sea")) {
              return 0;
            }
            return altitudes.get(station); //! 0
          }
        }
        """;
    prefers(
        Bench.thrown(
            "java.lang.NullPointerException",
            "Cannot invoke \"java.lang.Integer.intValue()\" because the return value of"
                + " \"java.util.Map.get(Object)\" is null"),
        marked,
        marked
            .replace(" //! 0", "")
            .replace("altitudes.get(station)", "altitudes.getOrDefault(station, 0)"));
  }

  @Test
  void leavesOutThePartOfATextThatIsMissingWithItsPunctuation() {
    String marked =
        """
        package shop;

        class Case {
          record Author(String given, String family) {}

          String shelfMark(Author author) {
            return author.given().charAt(0) + "-" + author.family().charAt(0) + "-"; //! 0
          }
        }
        """;
    List<String> texts =
        Bench.thrown(
                "java.lang.StringIndexOutOfBoundsException", "Index 0 out of bounds for length 0")
            .candidates(marked)
            .stream()
            .limit(4)
            .map(candidate -> candidate.patch().changes().get(0).after())
            .toList();
    String source = marked.replace(" //! 0", "");
    assertThat(texts)
        .containsExactlyInAnyOrder(
            source.replace(
                "author.given().charAt(0) + \"-\"",
                "(author.given().isEmpty() ? \"\" : author.given().charAt(0) + \"-\")"),
            source.replace(
                "author.family().charAt(0) + \"-\"",
                "(author.family().isEmpty() ? \"\" : author.family().charAt(0) + \"-\")"),
            source.replace(
                "author.given().charAt(0)",
                "(author.given().isEmpty() ? \"\" : author.given().charAt(0))"),
            source.replace(
                "author.family().charAt(0)",
                "(author.family().isEmpty() ? \"\" : author.family().charAt(0))"));
  }

  @Test
  void addsZeroForAnOperandInsteadOfLosingTheSum() {
    String marked =
        """
        package shop;

        class Case {
          int width(String label, Case other) {
            return label.length() + other.name().length(); //! 0
          }

          String name() {
            return toString();
          }
        }
        """;
    prefers(
        Bench.thrown(
            "java.lang.NullPointerException",
            "Cannot invoke \"String.length()\" because the return value of"
                + " \"shop.Case.name()\" is null"),
        marked,
        marked
            .replace(" //! 0", "")
            .replace(
                "other.name().length()", "(other.name() == null ? 0 : other.name().length())"));
  }

  @Test
  void copiesOfANullFieldAreNull() {
    String marked =
        """
        package shop;

        import java.util.Map;
        import java.util.TreeMap;

        class Case {
          private Map<String, String> legend;

          Map<String, String> legend() {
            return new TreeMap<String, String>(this.legend); //! 0
          }
        }
        """;
    prefers(
        Bench.thrown("java.lang.NullPointerException").within("java.util.TreeMap", "<init>"),
        marked,
        marked
            .replace(" //! 0", "")
            .replace(
                "    return new",
                "    if (this.legend == null) {\n      return null;\n    }\n    return new"));
  }

  @Test
  void aCheckIsNotSwitchedOffForWhatIsMissing() {
    String marked =
        """
        package shop;

        class Case {
          void open(java.util.List<String> names) {
            for (String name : names) {
              boolean bare = name.trim().isEmpty(); //! 0
              if (bare) {
                throw new IllegalArgumentException("a name is missing");
              }
            }
          }
        }
        """;
    prefers(
        Bench.thrown("java.lang.NullPointerException"),
        marked,
        marked.replace(" //! 0", "").replace("name.trim()", "name == null || name.trim()"));
  }
}
