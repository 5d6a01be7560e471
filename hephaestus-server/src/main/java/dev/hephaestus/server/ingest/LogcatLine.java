package dev.hephaestus.server.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of Android's log, taken apart.
 *
 * <p><i>Source:</i> the formats {@code threadtime}, {@code time} and {@code brief} of logcat.
 *
 * @param tag who logged it
 * @param process the process and thread, as printed
 */
record LogcatLine(Level level, String tag, String process, String message) {

  private static final Pattern THREAD_TIME =
      Pattern.compile(
          "(?:\\d{4}-)?\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3,6} {1,4}(\\d{1,9} {1,6}\\d{1,9})"
              + " ([VDIWEFA]) ([^:]{0,100}+):(?: |$)");

  private static final Pattern BRIEF =
      Pattern.compile(
          "(?:\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} )?([VDIWEFA])/([^:( ]{1,100}+) {0,20}\\( {0,6}(\\d{1,9})\\):(?: |$)");

  static Optional<LogcatLine> parse(String line) {
    Matcher threadTime = THREAD_TIME.matcher(line);
    if (threadTime.lookingAt()) {
      return Optional.of(
          new LogcatLine(
              level(threadTime.group(2)),
              threadTime.group(3).strip(),
              threadTime.group(1),
              line.substring(threadTime.end())));
    }
    Matcher brief = BRIEF.matcher(line);
    return brief.lookingAt()
        ? Optional.of(
            new LogcatLine(
                level(brief.group(1)),
                brief.group(2).strip(),
                brief.group(3),
                line.substring(brief.end())))
        : Optional.empty();
  }

  private static Level level(String letter) {
    return switch (letter) {
      case "V" -> Level.TRACE;
      case "D" -> Level.DEBUG;
      case "I" -> Level.INFO;
      case "W" -> Level.WARN;
      case "F", "A" -> Level.FATAL;
      default -> Level.ERROR;
    };
  }

  /** Whether the line goes on with what the other one began. */
  boolean continues(LogcatLine other) {
    return level == other.level && tag.equals(other.tag) && process.equals(other.process);
  }
}
