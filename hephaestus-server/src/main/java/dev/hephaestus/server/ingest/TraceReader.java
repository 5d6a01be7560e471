package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was thrown out of the lines of a record, whichever language printed it.
 *
 * <p>A record may quote a trace of another language in a message; the one that begins first is the
 * record's own.
 */
final class TraceReader {

  /**
   * What was read.
   *
   * @param before lines in front of the throwable
   * @param thrown the throwable, or null when there is none
   */
  record Result(List<String> before, @Nullable Thrown thrown) {}

  /** Tried in this order; the JVM's comes before all of them. */
  private static final List<TraceFormat> OTHERS =
      List.of(
          new PythonTrace(),
          new GoTrace(),
          new JavaScriptTrace(),
          new DotNetTrace(),
          new RubyTrace());

  private static final int MOST_LINES = 100_000;
  private static final int LONGEST_LINE = 32_768;

  private TraceReader() {}

  /**
   * Reads the lines behind a record's first one.
   *
   * @param message what the first line said, which may be the throwable itself
   */
  static Result read(List<String> lines, String message) {
    int first = JvmTrace.start(lines);
    @Nullable TraceFormat format = null;
    for (TraceFormat each : OTHERS) {
      int start = each.start(lines);
      if (start >= 0 && (first < 0 || start < first)) {
        first = start;
        format = each;
      }
    }
    if (format != null) {
      Thrown thrown = format.read(withHeadline(format, lines, first, message));
      if (thrown != null) {
        return new Result(List.copyOf(lines.subList(0, first)), thrown);
      }
    }
    return JvmTrace.read(lines, message);
  }

  /** Reads a trace that is a text of its own; null when there is none in it. */
  static @Nullable Thrown read(String trace, String headline) {
    return read(lines(trace), headline).thrown();
  }

  /** The lines of a text, bounded in number and length. */
  static List<String> lines(String text) {
    return text.lines()
        .limit(MOST_LINES)
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
        .toList();
  }

  private static List<String> withHeadline(
      TraceFormat format, List<String> lines, int first, String message) {
    if (first > 0 || message.isBlank() || !format.isFrame(lines, 0)) {
      return lines.subList(first, lines.size());
    }
    List<String> all = new ArrayList<>(List.of(message));
    all.addAll(lines);
    return all;
  }
}
