package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisabledCheckTest {
  private static final String BEFORE =
      """
          Objects.requireNonNull(s);
          assert s.length() > 1;
          if (s.isEmpty()) {
            throw new IllegalStateException();
          }
          return s.length();\
      """;

  private final Gate gate = new DisabledCheck();

  @ParameterizedTest
  @ValueSource(
      strings = {"false", "true", "false && s.isEmpty()", "s.isEmpty() || true", "x && y && false"})
  void aConditionMadeConstantIsRefused(String condition) {
    assertThat(changed("s.isEmpty()", condition)).get().asString().contains("constant");
  }

  @Test
  void anArgumentCheckOrAssertionThatGoesIsRefused() {
    assertThat(changed("    Objects.requireNonNull(s);\n", "")).get().asString().contains("check");
    assertThat(changed("    assert s.length() > 1;\n", "")).get().asString().contains("assertion");
  }

  @Test
  void codeTurnedIntoACommentIsRefused() {
    assertThat(changed("throw new", "// throw new")).get().asString().contains("comment");
    assertThat(changed("return s.length();", "/* return s.length(); */ return 0;")).isPresent();
    assertThat(
            Judged.body(
                gate,
                BEFORE,
                BEFORE.replace("    if (s", "/*\n    if (s").replace("  }\n", "  }\n*/\n")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"// NOSONAR", "// NOPMD", "// CHECKSTYLE:OFF", "/* noinspection X */"})
  void tellingACheckerToLookAwayIsRefused(String mark) {
    assertThat(changed("return s.length();", "return s.length(); " + mark))
        .get()
        .asString()
        .contains("look away");
  }

  @Test
  void aCommentThatExplainsAndAConditionThatWidensPass() {
    assertThat(
            changed(
                "    if (s.isEmpty()", "    // empty (or blank) is refused;\n    if (s.isBlank()"))
        .isEmpty();
    assertThat(changed("      throw new IllegalStateException();", "      return 0;")).isEmpty();
    assertThat(changed("return s.length();", "while (true) { return s.length(); }")).isEmpty();
  }

  private java.util.Optional<String> changed(String before, String after) {
    assertThat(BEFORE).contains(before.equals("s.isEmpty()") ? before : before.strip());
    return Judged.body(gate, BEFORE, BEFORE.replace(before, after));
  }
}
