package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Copies of a faulty statement are repaired with it. */
final class SiblingsTest {
  private static final String MARKERS =
      """
      package shop;

      import java.util.List;
      import java.util.Map;

      class Case {
        private Map<String, List<String>> front;
        private Map<String, List<String>> back;

        boolean removeFront(String layer, String mark) {
          List<String> markers = front.get(layer);
          boolean removed = markers.remove(mark); //! 0
          return removed;
        }

        boolean removeBack(String layer, String mark) {
          List<String> markers = back.get(layer);%s
          boolean removed = markers.remove(mark);
          return removed;
        }
      }
      """;
  private static final String GUARD = "\n    if (markers == null) {\n      return false;\n    }";

  @Test
  void theSameStatementOfAnotherMethodIsGuardedToo() {
    String source = MARKERS.formatted("");
    String fixed =
        source
            .replace(" //! 0", "")
            .replace("front.get(layer);", "front.get(layer);" + GUARD)
            .replace("back.get(layer);", "back.get(layer);" + GUARD);
    assertThat(Bench.thrown("java.lang.NullPointerException").texts("return-early", source))
        .contains(fixed, fixed.replace("back.get(layer);" + GUARD, "back.get(layer);"));
  }

  @Test
  void aCopyThatIsGuardedIsLeftAlone() {
    String source = MARKERS.formatted("\n    if (markers == null) return true;");
    assertThat(Bench.thrown("java.lang.NullPointerException").texts("return-early", source))
        .isNotEmpty()
        .noneSatisfy(text -> assertThat(text.split("markers == null", -1)).hasSizeGreaterThan(3));
  }

  @Test
  void whereNothingThrowsByItselfCopiesAreLeftAlone() {
    String source =
        """
        package shop;

        class Case {
          void first(int size) {
            if (size <= 1) throw new IllegalStateException("too small"); //! 0
          }

          void second(int size) {
            if (size <= 1) throw new IllegalStateException("too small");
          }
        }
        """;
    assertThat(
            Bench.thrown("java.lang.IllegalStateException", "too small")
                .texts("mutate-condition", source))
        .isNotEmpty()
        .allSatisfy(
            text -> assertThat(text).contains("second(int size) {\n    if (size <= 1) throw"));
  }
}
