package dev.hephaestus.server.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two lines that {@code java.util.logging} begins a record with: time, class and method; then
 * level and message.
 */
final class JulHeader {

  private static final Pattern FIRST =
      Pattern.compile(
          "(\\p{L}{3} \\d{1,2}, \\d{4},? \\d{1,2}:\\d\\d:\\d\\d[ \\u202F][AP]M) ([\\w.$]{1,500}+)(?: .{0,200})?");

  private static final Pattern SECOND =
      Pattern.compile("(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): ");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH);

  private JulHeader() {}

  /** The header at this line and the next one. */
  static Optional<LogLine> parse(List<String> lines, int at) {
    if (at + 1 >= lines.size()) {
      return Optional.empty();
    }
    Matcher first = FIRST.matcher(lines.get(at));
    Matcher second = SECOND.matcher(lines.get(at + 1));
    if (!first.matches() || !second.lookingAt()) {
      return Optional.empty();
    }
    String message = lines.get(at + 1).substring(second.end());
    Level level = Level.parse(second.group(1)).orElse(Level.ERROR);
    return time(first.group(1)).map(time -> new LogLine(time, level, "", first.group(2), message));
  }

  private static Optional<Instant> time(String text) {
    String plain = text.replace('\u202F', ' ').replaceFirst("(\\d{4}),", "$1");
    try {
      return Optional.of(LocalDateTime.parse(plain, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }
}
