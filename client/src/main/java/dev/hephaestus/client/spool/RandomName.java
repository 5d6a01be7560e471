package dev.hephaestus.client.spool;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.UUID;

/**
 * Names that no other process of any machine has.
 *
 * <p>From the operating system where it gives random bytes as a file: asking the JDK for its secure
 * generator looks at all security providers, a third of the way from a first error to the spool.
 */
public final class RandomName {
  private static final String SOURCE = "/dev/urandom";

  private RandomName() {}

  /** Another one; of the form of a UUID. */
  public static String next() {
    return from(SOURCE);
  }

  static String from(String source) {
    byte[] random = new byte[16];
    try (FileInputStream in = new FileInputStream(source)) {
      if (in.read(random) == random.length) {
        return new UUID(number(random, 0), number(random, 8)).toString();
      }
    } catch (IOException | SecurityException missing) {
      // As on Windows.
    }
    return UUID.randomUUID().toString();
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + 8; i++) {
      number = number << 8 | (bytes[i] & 0xff);
    }
    return number;
  }
}
