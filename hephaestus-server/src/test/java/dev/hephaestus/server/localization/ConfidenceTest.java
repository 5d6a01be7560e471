package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfidenceTest {

  @Test
  void nothingFoundIsNoConfidence() {
    assertThat(new Localization("c", List.of(), List.of()).confidence()).isZero();
  }

  @Test
  void aStackIsBelievedMoreThanWords() {
    assertThat(localization(0.6, 0.1, 5).confidence())
        .isGreaterThan(localization(0.3, 0.1, 0).confidence())
        .isBetween(0.5, 1.0);
    assertThat(localization(0.3, 0.2, 0).confidence()).isBetween(0.0, 0.5);
  }

  @Test
  void linesThatDoNotFitAreBelievedLess() {
    assertThat(localization(0.6, 0.1, 99).confidence())
        .isLessThan(localization(0.6, 0.1, 5).confidence())
        .isPositive();
  }

  /** Ten suspects with a first and a next score; a frame at the line, or none for 0. */
  private static Localization localization(double first, double next, int line) {
    List<Suspect> suspects = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      suspects.add(new Suspect(i + 1, method(i), i == 0 ? first : next, List.of()));
    }
    Frame frame = Frame.of("A", "m0", "A.java", line);
    ProjectFrame found = new ProjectFrame(Thrown.of("E", null, List.of(frame)), frame, method(0));
    return new Localization("c", suspects, line == 0 ? List.of() : List.of(found));
  }

  private static MethodDeclaration method(int index) {
    LineRange lines = new LineRange(10 * index + 1, 10 * index + 9);
    return new MethodDeclaration("A", "m" + index, "A.java", List.of(), "void", List.of(), lines);
  }
}
