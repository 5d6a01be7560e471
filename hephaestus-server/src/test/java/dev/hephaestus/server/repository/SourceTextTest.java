package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SourceTextTest {
  private static final String CLASS = "package shop;\n// Gr\u00fc\u00dfe\nclass Cart {}\n";

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote(SourceText.Encoding encoding) {
    SourceText read = SourceText.of(encoding.encode(CLASS));

    assertThat(read).isEqualTo(new SourceText(CLASS, encoding));
  }

  @Test
  void leavesTheByteOrderMarkOutOfTheText() {
    byte[] marked = bytes(0xEF, 0xBB, 0xBF, 'a');

    assertThat(SourceText.of(marked).text()).isEqualTo("a");
    assertThat(SourceText.of(marked).encoding().encode("b"))
        .isEqualTo(bytes(0xEF, 0xBB, 0xBF, 'b'));
    assertThat(SourceText.of(bytes(0xFE, 0xFF, 0, 'a')).text()).isEqualTo("a");
    assertThat(SourceText.of(bytes(0xFF, 0xFE, 'a', 0)).text()).isEqualTo("a");
  }

  @Test
  void takesAMarkOnlyWhereTheRestFitsIt() {
    byte[] odd = bytes(0xFF, 0xFE, 'a');

    assertThat(SourceText.of(odd).encoding()).isEqualTo(SourceText.Encoding.ISO_8859_1);
  }

  @Test
  void takesTextWithFewZerosForNoUtf16() {
    byte[] withZero = "class A { char c = '\0'; }  ".getBytes(StandardCharsets.UTF_8);

    assertThat(SourceText.of(withZero).encoding()).isEqualTo(SourceText.Encoding.UTF_8);
    assertThat(SourceText.of(new byte[64]).encoding()).isEqualTo(SourceText.Encoding.UTF_8);
  }

  @Test
  void readsNothingFromNothing() {
    assertThat(SourceText.of(new byte[0])).isEqualTo(new SourceText("", SourceText.Encoding.UTF_8));
  }

  @Test
  void givesTheSameBytesBackWhateverTheyAre() {
    Random random = new Random(20260101);
    List<SourceText.Encoding> encodings = List.of(SourceText.Encoding.values());
    for (int round = 0; round < 2_000; round++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(
          encodings
              .get(random.nextInt(encodings.size()))
              .encode(CLASS.substring(random.nextInt(CLASS.length()))));
      byte[] noise = new byte[random.nextInt(6)];
      random.nextBytes(noise);
      file.writeBytes(noise);
      byte[] bytes = file.toByteArray();

      SourceText read = SourceText.of(bytes);

      assertThat(read.encoding().encode(read.text())).as("round %d", round).isEqualTo(bytes);
    }
  }

  @Test
  void knowsWhatItCannotWrite() {
    assertThat(SourceText.Encoding.ISO_8859_1.canEncode("\u2192")).isFalse();
    assertThat(SourceText.Encoding.UTF_16LE.canEncode("\u2192")).isTrue();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
