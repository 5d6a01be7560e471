package dev.hephaestus.server.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads records out of Android's log, which prints its prefix in front of every line of a trace.
 */
final class LogcatRecords {

  private static final int LINES_TO_KNOW = 20;

  private static final String SEPARATOR = "---------";

  private LogcatRecords() {}

  /** Whether the text is one of these, as far as its beginning tells. */
  static boolean areHere(List<String> lines) {
    List<String> first =
        lines.stream()
            .limit(LINES_TO_KNOW)
            .filter(line -> !line.isBlank() && !line.startsWith(SEPARATOR))
            .toList();
    long known = first.stream().filter(line -> LogcatLine.parse(line).isPresent()).count();
    return known > 0 && known * 2 > first.size();
  }

  static List<LogRecord> read(List<String> lines, Clock clock, int most) {
    List<LogRecord> records = new ArrayList<>();
    int at = 0;
    while (at < lines.size() && records.size() < most) {
      Optional<LogcatLine> first = LogcatLine.parse(lines.get(at));
      List<String> messages = new ArrayList<>();
      for (Optional<LogcatLine> line = first;
          line.isPresent() && line.get().continues(first.orElseThrow());
          line = at < lines.size() ? LogcatLine.parse(lines.get(at)) : Optional.empty()) {
        messages.add(line.get().message());
        at++;
      }
      if (first.isPresent()) {
        records.add(record(first.get(), messages, clock));
      } else {
        at++;
      }
    }
    return records;
  }

  private static LogRecord record(LogcatLine first, List<String> messages, Clock clock) {
    TraceReader.Result read = TraceReader.read(messages, "");
    String message = String.join("\n", read.before()).strip();
    Thrown thrown = read.thrown();
    String shown = message.isEmpty() && thrown != null ? thrown.headline() : message;
    return LogRecord.of(clock.instant(), first.level(), first.tag(), shown, thrown);
  }
}
