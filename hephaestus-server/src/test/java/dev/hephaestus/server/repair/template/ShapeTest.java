package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {

  private static String shape(String body) {
    return new Shape().of(Sources.tree("class A { Object a(String x) { " + body + " } }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          return x == null ? null : x.trim(); # if (x == null) { return null; } return x.trim();
          return x == null ? null : x.trim(); # return x != null ? x.trim() : null;
          return x == null ? false : x.isEmpty(); # return x != null && x.isEmpty();
          return x == null ? true : x.isEmpty(); # return x == null || x.isEmpty();
          if (x == null) return 1; a(); return 2; # if ((x == null)) { return 1; } a(); return (2);
          """)
  void whatMeansTheSameReadsTheSame(String one, String other) {
    assertThat(shape(one)).isEqualTo(shape(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          return x == null ? null : x.trim(); # return x == null ? x.trim() : null;
          return x != null && x.isEmpty(); # return x == null || x.isEmpty();
          return x != null && x.isEmpty(); # return x == null && x.isEmpty();
          return a(x); # return a("x");
          return x.length() < 1; # return x.length() <= 1;
          """)
  void whatDiffersReadsDifferently(String one, String other) {
    assertThat(shape(one)).isNotEqualTo(shape(other));
  }

  @Test
  void onlyTheFirstOfEqualTreesIsNew() {
    Shapes shapes = new Shapes();
    assertThat(shapes.isNew(sketch("A.java", "class A { int a = (1); }"))).isTrue();
    assertThat(shapes.isNew(sketch("A.java", "class A { int a = 1; }"))).isFalse();
    assertThat(shapes.isNew(sketch("B.java", "class A { int a = 1; }"))).isTrue();
  }

  private static Sketches.Sketch sketch(String path, String text) {
    return new Sketches.Sketch("test", path, text, "", 1, false);
  }
}
