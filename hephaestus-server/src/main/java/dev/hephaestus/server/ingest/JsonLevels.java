package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** The severity of a record that was written as JSON, by name or by one of three scales. */
final class JsonLevels {

  private static final int MOST_SYSLOG = 7;
  private static final int STEP = 10;

  private JsonLevels() {}

  /** A record without a level that can be read is taken for an error. */
  static Level of(JsonNode record) {
    String named =
        JsonFields.text(
            record,
            "_level_name",
            "level.name",
            "level",
            "log.level",
            "severity",
            "severityText",
            "severity_text",
            "levelname",
            "Level",
            "@l",
            "record.level.name");
    return byName(named)
        .or(() -> byNumber(record, named))
        .or(() -> openTelemetry(JsonFields.text(record, "severityNumber", "severity_number")))
        .orElse(Level.ERROR);
  }

  private static Optional<Level> byName(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "ALERT", "EMERGENCY", "EMERG", "PANIC", "DPANIC" -> Optional.of(Level.FATAL);
      case "ERR" -> Optional.of(Level.ERROR);
      case "NOTICE", "INFORMATION", "INFORMATIONAL" -> Optional.of(Level.INFO);
      case "VERBOSE" -> Optional.of(Level.TRACE);
      default -> Level.parse(name);
    };
  }

  /** Syslog's 0 (worst) to 7, as GELF has it, or 10 (least) to 60, as Bunyan and Pino have it. */
  private static Optional<Level> byNumber(JsonNode record, String digits) {
    if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    int number = Integer.parseInt(digits);
    if (number <= MOST_SYSLOG || record.has("short_message")) {
      return Optional.of(
          number <= 2
              ? Level.FATAL
              : number == 3
                  ? Level.ERROR
                  : number == 4 ? Level.WARN : number == 7 ? Level.DEBUG : Level.INFO);
    }
    Level[] levels = Level.values();
    return Optional.of(levels[Math.max(0, Math.min(levels.length - 1, number / STEP - 1))]);
  }

  private static Optional<Level> openTelemetry(String digits) {
    int number = PrintedName.number(digits);
    Level found = null;
    for (Level level : Level.values()) {
      found = number >= level.number() ? level : found;
    }
    return Optional.ofNullable(found);
  }
}
