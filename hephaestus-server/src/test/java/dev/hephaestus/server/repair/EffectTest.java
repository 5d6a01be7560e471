package dev.hephaestus.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EffectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "if (a == null) { return; } f();   | if (null == a) return; /* none */ f();",
        "if (a == null) { return; } f(); g(); | if (a != null) { f(); g(); }",
        "if (!(a == null)) { f(); }        | if ((a) != null) f();",
        "if (a != null) f(); else g();     | if (a == null) { g(); } else { f(); }",
        "x = a == null ? 1 : 2;            | x = a != null ? 2 : 1;",
        "x = !ok ? 1 : 2;                  | x = ok ? 2 : 1;",
      })
  void isTheSameForWhatOnlyLooksDifferent(String one, String other) {
    assertThat(effect(one)).isEqualTo(effect(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = (a + b) * c;               | x = a + b * c;",
        "if (a == null) { return; } f(); | if (a == null) { throw null; } f();",
        "if (a == null) { f(); } g();    | if (a != null) { f(); } g();",
        "x = \"a\";                      | x = \"b\";",
        "if (f() == g()) { h(); }       | if (g() == f()) { h(); }",
        "if (a < b) { f(); }            | if (a <= b) { f(); }",
        "while (a) { if (b) { return; } f(); } | while (a) { if (!b) { f(); } }",
        "if (a) { if (b) f(); } else g(); | if (a) { if (b) f(); else g(); }",
      })
  void isAnotherForWhatDoesSomethingElse(String one, String other) {
    assertThat(effect(one)).isNotEqualTo(effect(other));
  }

  @Test
  void ofASourceThatCannotBeReadIsItsText() {
    assertThat(Effect.of(patch("class {"))).isNotEqualTo(Effect.of(patch("class  {")));
  }

  @Test
  void ofAnotherFileIsItsTextWhateverItsLineEndings() {
    Patch unix = new Patch(List.of(new FileChange("a.txt", "", "one\ntwo\n")));
    Patch dos = new Patch(List.of(new FileChange("a.txt", "", "one\r\ntwo\r\n")));

    assertThat(Effect.of(unix)).isEqualTo(Effect.of(dos));
  }

  @Test
  void namesTheFiles() {
    Patch one = new Patch(List.of(new FileChange("A.java", "", "class A {}")));
    Patch other = new Patch(List.of(new FileChange("B.java", "", "class A {}")));

    assertThat(Effect.of(one)).isNotEqualTo(Effect.of(other));
  }

  private static String effect(String statements) {
    return Effect.of(patch("class A { void m() { " + statements + " } }"));
  }

  private static Patch patch(String text) {
    return new Patch(List.of(new FileChange("A.java", "before", text)));
  }
}
