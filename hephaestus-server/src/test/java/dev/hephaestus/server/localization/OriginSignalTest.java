package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OriginSignalTest {

  @TempDir Path temp;
  private Situations code;

  @BeforeEach
  void write() {
    code =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  int last;
                  void at(java.util.List<String> all, int index) {
                    all.get(index);
                  }
                  void own(java.util.List<String> all) {
                    all.get(last);
                  }
                  void count() { int n = 7; at(null, n); own(null); }
                }
                """);
  }

  @Test
  void anIndexThatCameInPointsAtWhoeverPassedIt() {
    assertThat(
            code.ranking(
                """
                java.lang.IndexOutOfBoundsException: 7
                \tat java.util.ArrayList.get(ArrayList.java:1)
                \tat A.at(A.java:4)
                \tat A.count(A.java:9)
                """,
                new OriginSignal()))
        .containsExactly("A.count");
  }

  @Test
  void otherValuesAreNotFollowed() {
    assertThat(
            code.ranking(
                "java.lang.NullPointerException\n\tat A.at(A.java:4)\n\tat A.count(A.java:9)",
                new OriginSignal()))
        .isEmpty();
  }

  @Test
  void anIndexFromAFieldPointsLessAtTheCaller() {
    String trace =
        "java.lang.IndexOutOfBoundsException: 7\n\tat A.%s(A.java:%d)\n\tat A.count(A.java:9)";

    assertThat(code.score("A.count", String.format(trace, "own", 7), new OriginSignal()))
        .isLessThan(code.score("A.count", String.format(trace, "at", 4), new OriginSignal()));
  }
}
