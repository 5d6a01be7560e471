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
import java.util.Objects;

/**
 * Says which records are of one fault.
 *
 * <p>With a throwable, a fault is the deepest cause's type, the place in the application that it
 * came from, what was called there, and the words of its message where the place itself wrote them;
 * lines and values do not count, since they change with the build and the input. Without frames, or
 * without a throwable, it is the logger and the template.
 *
 * <p><i>Threads:</i> safe for use by many at once when its words are. The same record gives the
 * same fingerprint, also in another server, as long as no template was learned from messages.
 */
public final class Fingerprinter {
  /**
   * Raised when the rules change, so that no old fingerprint is taken for a new one: incidents of
   * older rules then get the fingerprint of their sample in addition.
   */
  public static final int RULES = 2;

  private static final int BYTES = 16;
  private static final int TITLE_CHARACTERS = 200;

  private final Wording wording;
  private final KnownPlaces places = new KnownPlaces();

  /** One that learns nothing. */
  public Fingerprinter() {
    this(Wording.AS_IT_IS);
  }

  Fingerprinter(Wording wording) {
    this.wording = Objects.requireNonNull(wording, "wording");
  }

  /**
   * The record's fingerprint.
   *
   * @param packages package prefixes of the application's own code; empty when not known
   */
  public Fingerprint fingerprint(LogRecord record, List<String> packages) {
    return fingerprint("", record, packages);
  }

  /** The same, with the words that were learned from the node's messages. */
  Fingerprint fingerprint(String nodeId, LogRecord record, List<String> packages) {
    Thrown thrown = record.thrown();
    if (thrown == null) {
      return logged(List.of(Integer.toString(RULES)), nodeId, record);
    }
    NamedPlace known = places.of(thrown, packages);
    FaultPlace place = known.place();
    if (place.calls().isEmpty()) {
      return logged(known.parts(), nodeId, record);
    }
    return place.worded() ? known.with(words(nodeId, known.scope(), thrown)) : known.alone();
  }

  /** Where the place does not tell: by who logged it. */
  private Fingerprint logged(List<String> before, String nodeId, LogRecord record) {
    List<String> parts = new ArrayList<>(before);
    parts.add("log");
    parts.add(record.logger());
    parts.add(words(nodeId, record));
    return hash(parts);
  }

  private String words(String nodeId, String scope, Thrown thrown) {
    ThrownWords.Words words = ThrownWords.of(thrown);
    return words.isCode() || words.text().isEmpty()
        ? words.text()
        : wording.known(nodeId, scope, words.text());
  }

  /** A template with arguments is one; a message that was built by hand arrives as a template. */
  private String words(String nodeId, LogRecord record) {
    String shape =
        MessageShape.of(record.template().isEmpty() ? record.message() : record.template());
    return record.arguments().isEmpty() ? wording.known(nodeId, record.logger(), shape) : shape;
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
  static Fingerprint hash(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
