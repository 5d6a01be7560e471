package dev.hephaestus.server.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Printed traces, read and shown in one vocabulary, for tests of formats. */
final class Traces {
  private static final LogExcerptParser PARSER =
      new LogExcerptParser(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private Traces() {}

  static LogRecord record(String text) {
    return PARSER.parseFirst(text);
  }

  static List<LogRecord> records(String text) {
    return PARSER.parse(text);
  }

  static Thrown thrown(String text) {
    return Objects.requireNonNull(record(text).thrown(), "nothing was thrown");
  }

  /** As the JVM would have printed it, causes and suppressed ones too. */
  static String shown(String text) {
    return StackTraceText.print(thrown(text), 10).replace("\t", "  ");
  }

  /** The calls of the deepest cause, innermost first. */
  static List<String> calls(String text) {
    return thrown(text).deepestCause().frames().stream().map(Frame::toString).toList();
  }
}
