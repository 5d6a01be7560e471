package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {

  @Test
  void keepsWhatCanBeRead() {
    assertThat(PlainText.line("größer → 中文 😀", 80)).isEqualTo("größer → 中文 😀");
  }

  @Test
  void replacesWhatSteersOrBreaks() {
    assertThat(PlainText.line("a\u001b[31m\u0000\u009b\u202e\u200b\ue000\ud800b", 80))
        .isEqualTo("a?[31m??????b");
    assertThat(PlainText.line("a\nb\r\tc\u2028d\u00a0e", 80)).isEqualTo("a b  c d\u00a0e");
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(PlainText.line("😀😀😀😀", 3)).isEqualTo("😀😀…");
    assertThat(PlainText.line("abc", 3)).isEqualTo("abc");
    assertThat(PlainText.line("", 3)).isEmpty();
  }
}
