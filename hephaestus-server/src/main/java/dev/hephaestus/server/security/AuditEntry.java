package dev.hephaestus.server.security;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * An event as it is kept: it carries the hash of the one before, so that none can be changed, put
 * in or taken out without every later one showing it.
 *
 * <p><i>Source:</i> hash chaining as in Schneier and Kelsey, Secure Audit Logs to Support Computer
 * Forensics, 1999. What is hashed has one form only: each text with its length before it.
 *
 * @param sequence from 1 on, without a gap
 * @param recorded when
 * @param event what
 * @param previous the hash of the entry before; that of nothing for the first
 * @param hash of all the above
 */
public record AuditEntry(
    long sequence, Instant recorded, AuditEvent event, String previous, String hash) {
  /** What stands before the first entry. */
  public static final String NOTHING = "0".repeat(64);

  public AuditEntry {
    Objects.requireNonNull(recorded, "recorded");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(hash, "hash");
  }

  /** The entry of the event that follows an entry of that hash. */
  public static AuditEntry after(
      String previous, long sequence, Instant recorded, AuditEvent event) {
    return new AuditEntry(
        sequence, recorded, event, previous, hash(sequence, recorded, event, previous));
  }

  /** Whether its hash is that of what it says. */
  boolean isIntact() {
    return hash.equals(hash(sequence, recorded, event, previous));
  }

  private static String hash(long sequence, Instant recorded, AuditEvent event, String previous) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    put(bytes, "hephaestus audit 1");
    put(bytes, previous);
    put(bytes, Long.toString(sequence));
    put(bytes, recorded.toString());
    put(bytes, event.actor());
    put(bytes, event.tenant());
    put(bytes, event.action());
    put(bytes, event.target());
    put(bytes, Integer.toString(event.details().size()));
    for (Map.Entry<String, String> detail : event.details().entrySet()) {
      put(bytes, detail.getKey());
      put(bytes, detail.getValue());
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    bytes.writeBytes(utf8);
  }
}
