package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenCodeTest {
  private final Gate gate = new HiddenCode();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// \\u000a return 0;",
        "\\u0052untime r;",
        "/* \\u002a\\u002f evil(); /* */",
        "String t = \\u0022x\\uuu0022;",
        "return \\u0030;"
      })
  void anEscapeOfAPlainCharacterIsRefused(String line) {
    assertThat(Judged.body(gate, "return 1;", line + "\nreturn 1;")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "char c = '\\u0000';",
        "String t = \"gr\\u00fc\\u00dfe\";",
        "String t = \"\\\\u0041\";",
        "char c = '\\u2028';"
      })
  void anEscapeOfWhatCannotBeTypedPasses(String line) {
    assertThat(Judged.body(gate, "return 1;", line + "\nreturn 1;")).isEmpty();
  }

  @Test
  void anEscapeThatWasThereMayStay() {
    assertThat(Judged.body(gate, "x('\\u0041'); return 1;", "x('\\u0041'); return 2;")).isEmpty();
  }
}
