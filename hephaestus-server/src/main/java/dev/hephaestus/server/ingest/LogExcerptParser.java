package dev.hephaestus.server.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads log records out of text that somebody pasted.
 *
 * <p><i>Shape:</i> lines as Logback, Log4j 2, Spring Boot, java.util.logging and Android print them
 * by default, with stack traces; a bare stack trace; or JSON: an object, an array of them, or one a
 * line (see {@link JsonRecords}). Traces may be of the JVM, Python, Go, JavaScript, .NET or Ruby.
 *
 * <p><i>Errors:</i> {@link UnreadableLogException} when nothing of this is in the text. The text is
 * an attacker's: what is too long or too deep is cut, never followed.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class LogExcerptParser {

  private static final int MOST_RECORDS = 10_000;
  private static final int MOST_LINES = 500_000;
  private static final int LONGEST_LINE = 32_768;
  private static final Pattern ANSI = Pattern.compile("\\x1B\\[[0-9;]{0,20}[A-Za-z]");

  private final Clock clock;
  private final JsonRecords json;

  /** The clock dates records that do not say when they were logged. */
  public LogExcerptParser(Clock clock) {
    this.clock = clock;
    this.json = new JsonRecords(clock);
  }

  /** Every record of the text, at least one, in order. */
  public List<LogRecord> parse(String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<LogRecord> records = looksLikeJson(content) ? json.read(content) : readLines(content);
    if (records.isEmpty()) {
      throw new UnreadableLogException(
          content.isBlank()
              ? "the input is empty; expected a log excerpt, a stack trace or a JSON record"
              : "the input holds no log line and no stack trace; expected an excerpt as Logback or"
                  + " Log4j 2 print it, a stack trace (Type: message, then lines with at …), or a"
                  + " JSON record");
    }
    return records;
  }

  /** The record to look at: the first with a throwable, else the first error, else the first. */
  public LogRecord parseFirst(String text) {
    List<LogRecord> records = parse(text);
    Optional<LogRecord> thrown = records.stream().filter(each -> each.thrown() != null).findFirst();
    return thrown.orElseGet(
        () ->
            records.stream()
                .filter(each -> each.level().isAtLeast(Level.ERROR))
                .findFirst()
                .orElse(records.get(0)));
  }

  private static boolean looksLikeJson(String text) {
    String start = text.stripLeading();
    // A line of a log may begin with a thread in brackets; JSON goes on with a brace or a quote.
    return start.startsWith("{") || Pattern.compile("\\[\\s*[{\\[]").matcher(start).lookingAt();
  }

  private List<LogRecord> readLines(String text) {
    List<String> lines =
        text.lines()
            .limit(MOST_LINES)
            .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
            .map(line -> line.indexOf('\u001B') < 0 ? line : ANSI.matcher(line).replaceAll(""))
            .toList();
    if (LogcatRecords.areHere(lines)) {
      return LogcatRecords.read(lines, clock, MOST_RECORDS);
    }
    List<LogRecord> records = new ArrayList<>();
    int start = 0;
    while (start < lines.size() && records.size() < MOST_RECORDS) {
      Optional<LogLine> jul = JulHeader.parse(lines, start);
      Optional<LogLine> header = jul.isPresent() ? jul : LogLine.parse(lines.get(start), clock);
      int body = start + (jul.isPresent() ? 2 : header.isPresent() ? 1 : 0);
      int end = Math.max(body, start + 1);
      while (end < lines.size() && !isHeader(lines, end)) {
        end++;
      }
      List<String> rest = lines.subList(body, end);
      record(header, rest).ifPresent(records::add);
      start = end;
    }
    return records;
  }

  private boolean isHeader(List<String> lines, int at) {
    return LogLine.parse(lines.get(at), clock).isPresent()
        || JulHeader.parse(lines, at).isPresent();
  }

  private Optional<LogRecord> record(Optional<LogLine> header, List<String> rest) {
    TraceReader.Result read = TraceReader.read(rest, header.map(LogLine::message).orElse(""));
    Thrown thrown = read.thrown();
    if (header.isEmpty()) {
      return thrown == null
          ? Optional.empty()
          : Optional.of(LogRecord.of(clock.instant(), Level.ERROR, "", thrown.headline(), thrown));
    }
    LogLine line = header.get();
    List<String> message = new ArrayList<>(List.of(line.message()));
    message.addAll(read.before());
    LogRecord plain =
        LogRecord.of(
            line.time(), line.level(), line.logger(), String.join("\n", message).strip(), thrown);
    return Optional.of(withThread(plain, line.thread()));
  }

  private static LogRecord withThread(LogRecord record, String thread) {
    return new LogRecord(
        record.time(),
        record.level(),
        record.logger(),
        thread,
        record.template(),
        record.arguments(),
        record.message(),
        record.mdc(),
        record.markers(),
        record.keyValues(),
        record.traceId(),
        record.spanId(),
        record.thrown(),
        record.context());
  }
}
