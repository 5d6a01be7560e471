package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuspicionsTest {

  private static final MethodDeclaration A = method("a", 1);
  private static final MethodDeclaration B = method("b", 5);

  @Test
  void hintsAddUpAsIndependentChancesAndDoubtsMultiply() {
    Suspicions suspicions = new Suspicions();
    suspicions.hint(A, 0.5, "one");
    suspicions.hint(A, 0.5, "two");
    suspicions.doubt(A, 0.4, "but");

    assertThat(suspicions.score(A)).isEqualTo(0.75 * 0.4);
    assertThat(suspicions.ranking(1).get(0).why()).containsExactly("one", "two", "but");
  }

  @Test
  void theOrderOfTheSignalsChangesNothing() {
    double[] weights = {0.1, 0.23, 0.37, 0.41, 0.07, 0.19};
    Suspicions forward = new Suspicions();
    Suspicions backward = new Suspicions();
    for (int i = 0; i < weights.length; i++) {
      int last = weights.length - 1 - i;
      forward.hint(A, weights[i], "reason " + i);
      forward.hint(B, weights[last], "reason " + i);
      backward.hint(B, weights[i], "reason " + last);
      backward.hint(A, weights[last], "reason " + last);
    }

    assertThat(forward.ranking(9)).isEqualTo(backward.ranking(9));
    assertThat(forward.ranking(9)).extracting(Suspect::method).containsExactly(A, B);
  }

  @Test
  void aDoubtAloneMakesNoSuspect() {
    Suspicions suspicions = new Suspicions();
    suspicions.doubt(A, 0.5, "but");

    assertThat(suspicions.ranking(9)).isEmpty();
  }

  private static MethodDeclaration method(String name, int line) {
    return new MethodDeclaration(
        "A", name, "A.java", List.of(), "void", List.of(), new LineRange(line, line + 1));
  }
}
