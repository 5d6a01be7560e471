package dev.hephaestus.server.ingest;

import java.util.Locale;
import java.util.Optional;

/**
 * The severity of a record, comparable in its natural order.
 *
 * <p><i>Source:</i> the names are SLF4J's and Log4j 2's, the numbers OpenTelemetry's severity
 * numbers.
 */
public enum Level {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private final int number;

  Level(int number) {
    this.number = number;
  }

  /** OpenTelemetry's severity number of this level. */
  public int number() {
    return number;
  }

  /** Whether this level is as severe as {@code other} or more. */
  public boolean isAtLeast(Level other) {
    return number >= other.number;
  }

  /** The level of this name in any case, with the aliases that logging libraries print. */
  public static Optional<Level> parse(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TRACE", "FINEST", "FINER" -> Optional.of(TRACE);
      case "DEBUG", "FINE" -> Optional.of(DEBUG);
      case "INFO", "CONFIG" -> Optional.of(INFO);
      case "WARN", "WARNING" -> Optional.of(WARN);
      case "ERROR", "SEVERE" -> Optional.of(ERROR);
      case "FATAL", "CRITICAL" -> Optional.of(FATAL);
      default -> Optional.empty();
    };
  }
}
