package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Says which records are of one fault.
 *
 * <p>With a throwable, a fault is the deepest cause's type and the place in the application that it
 * came from; lines and messages do not count, since they change with the build and the input.
 * Without frames, or without a throwable, it is the logger and the template.
 *
 * <p><i>Threads:</i> safe for use by many at once. The same record gives the same fingerprint, also
 * in another server.
 */
public final class Fingerprinter {
  /** Raised when the rules change, so that no old fingerprint is taken for a new one. */
  private static final String RULES = "1";

  private static final int BYTES = 16;
  private static final int TITLE_CHARACTERS = 200;

  /**
   * The record's fingerprint.
   *
   * @param packages package prefixes of the application's own code; empty when not known
   */
  public Fingerprint fingerprint(LogRecord record, List<String> packages) {
    List<String> parts = new ArrayList<>();
    parts.add(RULES);
    Thrown thrown = record.thrown();
    List<FrameNames.Call> calls = thrown == null ? List.of() : FaultPlace.of(thrown, packages);
    if (thrown != null) {
      parts.add("type");
      parts.add(FrameNames.className(thrown.deepestCause().className()));
    }
    for (FrameNames.Call call : calls) {
      parts.add("call");
      parts.add(call.toString());
    }
    if (calls.isEmpty()) {
      parts.add("log");
      parts.add(record.logger());
      // A message that was built by hand arrives as a template with its values in it.
      parts.add(
          MessageShape.of(record.template().isEmpty() ? record.message() : record.template()));
    }
    return new Fingerprint(hash(parts));
  }

  /** The first line of what was thrown first, or of the message, for people. */
  public String title(LogRecord record) {
    Thrown thrown = record.thrown();
    String text = thrown == null ? record.message() : thrown.deepestCause().headline();
    String line = text.strip().lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return record.logger().isEmpty() ? "(no message)" : record.logger();
    }
    if (line.length() <= TITLE_CHARACTERS) {
      return line;
    }
    int end = TITLE_CHARACTERS - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** A hash over the parts, each with its length, so that no two lists of parts are alike. */
  private static String hash(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
