package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.compress.LZ4;
import org.junit.jupiter.api.Test;

/** Read by another's reader of the format. */
final class Lz4EncoderTest {

  @Test
  void anotherReaderReadsWhatItWrites() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(i < 2_000 ? 64 : 20_000)];
      int kinds = 1 + random.nextInt(255);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] =
            at > 100 && random.nextInt(4) > 0 ? bytes[at - 77] : (byte) random.nextInt(kinds);
      }
      assertThat(decoded(bytes)).isEqualTo(bytes);
    }
  }

  @Test
  void longRunsAndFarRepeatsAreRead() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(3).nextBytes(bytes);
    Arrays.fill(bytes, 100, 70_000, (byte) 5);
    System.arraycopy(bytes, 80_000, bytes, 80_000 + 65_535, 1_000);
    System.arraycopy(bytes, 82_000, bytes, 82_000 + 65_536, 1_000);

    assertThat(decoded(bytes)).isEqualTo(bytes);
    assertThat(encoded(new byte[1 << 20])).hasSizeLessThan(5_000);
  }

  private static byte[] encoded(byte[] bytes) {
    byte[] target = new byte[Lz4Encoder.most(bytes.length)];
    return Arrays.copyOf(target, Lz4Encoder.encode(bytes, bytes.length, target, 0));
  }

  private static byte[] decoded(byte[] bytes) throws IOException {
    byte[] encoded = encoded(bytes);
    byte[] decoded = new byte[bytes.length];
    ByteArrayDataInput in = new ByteArrayDataInput(encoded);
    assertThat(LZ4.decompress(in, bytes.length, decoded, 0)).isEqualTo(bytes.length);
    return decoded;
  }
}
