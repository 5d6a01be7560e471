package dev.hephaestus.server.repository;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;

/**
 * Content at a path: what a source is parsed into depends on nothing else.
 *
 * @param high the first half of a hash of both
 * @param low the second
 */
record SourceKey(long high, long low) implements Comparable<SourceKey> {

  private static final Comparator<SourceKey> ORDER =
      Comparator.comparingLong(SourceKey::high).thenComparingLong(SourceKey::low);

  static SourceKey of(String blobId, String path) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update((blobId + " " + path).getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
      return new SourceKey(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Both halves in hexadecimal digits. */
  String name() {
    return "%016x%016x".formatted(high, low);
  }

  @Override
  public int compareTo(SourceKey other) {
    return ORDER.compare(this, other);
  }
}
