package dev.hephaestus.server.ingest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a record, taken apart.
 *
 * <p><i>Shape:</i> a time, then in any order a level, threads in brackets and a logger, then a dash
 * or a colon, then the message. Without a time the level has to come first.
 *
 * @param time when it was logged; a time without a date is taken to be of today, and one without an
 *     offset to be in UTC
 * @param thread the last name in brackets, or empty
 */
record LogLine(Instant time, Level level, String thread, String logger, String message) {

  private static final Pattern TIME =
      Pattern.compile(
          "\\[?((?:\\d{4}[-/]\\d\\d[-/]\\d\\d[T ])?\\d\\d:\\d\\d:\\d\\d)([.,]\\d{1,9})?"
              + " ?(Z|[+-]\\d\\d:?\\d\\d)?\\]?\\s+");

  private static final int LONGEST_HEADER = 2_000;
  private static final int MOST_WORDS = 10;
  private static final Pattern LOGGER = Pattern.compile("[\\w.$\\[\\]/-]+(?::\\d+)?:?");
  private static final Pattern DASHED = Pattern.compile("- ([\\w.]{1,300}+) - ([A-Z]{4,8}) - ");
  private static final Pattern PROCESS_ID = Pattern.compile("\\d+");

  static Optional<LogLine> parse(String line, Clock clock) {
    String head = line.length() > LONGEST_HEADER ? line.substring(0, LONGEST_HEADER) : line;
    Matcher time = TIME.matcher(head);
    boolean timed = time.lookingAt();
    if (!timed && !startsWithLevel(head)) {
      return Optional.empty();
    }
    Instant when = timed ? instant(time, clock) : clock.instant();
    Optional<LogLine> read = new Words(line, timed ? time.end() : 0).read(when, timed);
    return read.isEmpty() && timed ? dashed(line, when, time.end()) : read;
  }

  /** Python's habit: {@code time - logger - LEVEL - message}. */
  private static Optional<LogLine> dashed(String line, Instant when, int from) {
    String head = line.substring(from, Math.min(line.length(), from + LONGEST_HEADER));
    Matcher dashed = DASHED.matcher(head);
    return dashed.lookingAt()
        ? Level.parse(dashed.group(2))
            .map(
                level ->
                    new LogLine(
                        when, level, "", dashed.group(1), line.substring(from + dashed.end())))
        : Optional.empty();
  }

  private static boolean startsWithLevel(String line) {
    int start = line.startsWith("[") ? 1 : 0;
    int end = start;
    while (end < line.length() && Character.isUpperCase(line.charAt(end))) {
      end++;
    }
    return end > start
        && end < line.length()
        && (line.charAt(end) == ' ' || (start == 1 && line.charAt(end) == ']'))
        && Level.parse(line.substring(start, end)).isPresent();
  }

  private static Instant instant(Matcher time, Clock clock) {
    try {
      String fraction = time.group(2) == null ? "" : "." + time.group(2).substring(1);
      String text = time.group(1).replace('/', '-').replace(' ', 'T') + fraction;
      if (text.indexOf('T') < 0) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return LocalTime.parse(text).atDate(today).toInstant(ZoneOffset.UTC);
      }
      if (time.group(3) == null) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      }
      String offset = time.group(3);
      boolean colon = offset.equals("Z") || offset.indexOf(':') > 0;
      String iso = colon ? offset : offset.substring(0, 3) + ":" + offset.substring(3);
      return OffsetDateTime.parse(text + iso).toInstant();
    } catch (DateTimeException noSuchTime) {
      return clock.instant();
    }
  }

  /** Reads the words between the time and the message. */
  private static final class Words {
    private final String line;
    private int at;
    private String thread = "";
    private String logger = "";
    private Optional<Level> level = Optional.empty();

    Words(String line, int start) {
      this.line = line;
      this.at = start;
    }

    Optional<LogLine> read(Instant when, boolean timed) {
      boolean separated = false;
      for (int i = 0; i < MOST_WORDS && !separated && at < line.length(); i++) {
        skipSpaces();
        if (at < line.length() && line.charAt(at) == '[') {
          bracket();
        } else {
          int start = at;
          String word = word();
          separated = word.equals("-") || word.equals("--") || word.equals(":");
          if (!separated && !take(word)) {
            at = start;
            break;
          }
          separated |= !logger.isEmpty() && word.endsWith(":");
        }
      }
      if (level.isEmpty() || (!timed && !separated)) {
        return Optional.empty();
      }
      skipSpaces();
      String message = line.substring(Math.min(at, line.length()));
      return Optional.of(new LogLine(when, level.get(), thread, logger, message));
    }

    private boolean take(String word) {
      if (level.isEmpty() && Level.parse(word).isPresent()) {
        level = Level.parse(word);
        return true;
      }
      if (word.equals("---") || (logger.isEmpty() && PROCESS_ID.matcher(word).matches())) {
        return true;
      }
      if (logger.isEmpty() && level.isPresent() && LOGGER.matcher(word).matches()) {
        logger = word.replaceAll("(?::\\d+)?:?$", "");
        return true;
      }
      return false;
    }

    private void bracket() {
      int end = line.indexOf(']', at);
      if (end < 0) {
        end = line.length() - 1;
      }
      String inside = line.substring(at + 1, Math.max(at + 1, end)).strip();
      if (level.isEmpty() && Level.parse(inside).isPresent()) {
        level = Level.parse(inside);
      } else {
        thread = inside;
      }
      at = end + 1;
    }

    private String word() {
      int start = at;
      while (at < line.length() && line.charAt(at) > ' ') {
        at++;
      }
      return line.substring(start, at);
    }

    private void skipSpaces() {
      while (at < line.length() && line.charAt(at) <= ' ') {
        at++;
      }
    }
  }
}
