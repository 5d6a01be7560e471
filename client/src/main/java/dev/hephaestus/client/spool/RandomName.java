package dev.hephaestus.client.spool;

import java.io.DataInputStream;
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
    try (DataInputStream random = new DataInputStream(new FileInputStream(source))) {
      return new UUID(random.readLong(), random.readLong()).toString();
    } catch (IOException | SecurityException missing) {
      return UUID.randomUUID().toString();
    }
  }
}
