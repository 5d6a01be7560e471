package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LawfulComparisonTest {
  private static final String LAW = "Comparison method violates its general contract!";

  private static List<String> texts(String message, String answer) {
    return Bench.thrown("java.lang.IllegalArgumentException", message)
        .within("java.util.TimSort", "mergeHi")
        .texts(
            "lawful-comparison",
            """
            package shop;

            import java.util.List;

            class Case {
              record Crate(int weight, long worth, Integer shelf, String label) {}

              void stack(List<Crate> crates) {
                crates.sort((a, b) -> %s); //! 0
              }
            }
            """
                .formatted(answer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.weight() - b.weight()                           | Integer.compare(a.weight(), b.weight())
          (int) (b.worth() - a.worth())                     | Long.compare(b.worth(), a.worth())
          a.weight() < b.weight() ? -1 : 1                  | Integer.compare(a.weight(), b.weight())
          a.worth() >= b.worth() ? -1 : 1                   | Long.compare(b.worth(), a.worth())
          a.shelf() > b.shelf() ? 1 : -1                    | Integer.compare(a.shelf(), b.shelf())
          a.label().compareTo(b.label()) > 0 ? 1 : -1       | a.label().compareTo(b.label())
          """)
  void comparesTheTwoValues(String unlawful, String lawful) {
    assertThat(texts(LAW, unlawful)).first().asString().contains("(a, b) -> " + lawful + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Integer.compare(a.weight(), b.weight())
          a.weight() < b.weight() ? -1 : a.weight() > b.weight() ? 1 : 0
          a.weight() < b.weight() ? 1 : 1
          a.weight() + b.weight()
          """)
  void leavesWhatItDoesNotUnderstandOrIsLawful(String lawful) {
    assertThat(texts(LAW, lawful)).isEmpty();
  }

  @Test
  void leavesArgumentsThatWereRefusedForOtherReasons() {
    assertThat(texts("weight", "a.weight() - b.weight()")).isEmpty();
  }

  @Test
  void mendsTheComparisonOfTheElementsThatWereSorted() {
    Bench.thrown("java.lang.IllegalArgumentException", LAW)
        .within("java.util.ComparableTimSort", "mergeLo")
        .repairs(
            "lawful-comparison",
            """
            package shop;

            import java.util.Arrays;

            class Case implements Comparable<Case> {
              private double price;

              static void order(Case[] all) {
                Arrays.sort(all); //! 0
              }

              @Override
              public int compareTo(Case other) {
                if (price > other.price) {
                  return 1;
                }
                return -1;
              }
            }
            """,
            """
            package shop;

            import java.util.Arrays;

            class Case implements Comparable<Case> {
              private double price;

              static void order(Case[] all) {
                Arrays.sort(all);
              }

              @Override
              public int compareTo(Case other) {
                return Double.compare(price, other.price);
              }
            }
            """);
  }
}
