package dev.hephaestus.server.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/** The time of a record that was written as JSON: ISO 8601, or a number since 1970. */
final class JsonTimes {

  private static final double SECONDS = 1e11;
  private static final double MILLIS = 1e14;
  private static final double MICROS = 1e17;
  private static final double NANOS = 9e18;

  private JsonTimes() {}

  /** The clock's time when the record has none that can be read. */
  static Instant of(JsonNode record, Clock clock) {
    String text =
        JsonFields.text(
            record,
            "@timestamp",
            "time",
            "timestamp",
            "instant",
            "instant.epochSecond",
            "timeUnixNano",
            "ts",
            "@t",
            "Timestamp",
            "asctime");
    try {
      if (text.isEmpty()) {
        return clock.instant();
      }
      boolean number =
          Character.isDigit(text.charAt(0)) && text.indexOf('-') < 0 && text.indexOf(':') < 0;
      return number ? since1970(Double.parseDouble(text)) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException unknownFormat) {
      return clock.instant();
    }
  }

  /** The number's size tells its unit: none of them meets another's within this century. */
  private static Instant since1970(double number) {
    if (number < SECONDS) {
      return Instant.ofEpochMilli(Math.round(number * TimeUnit.SECONDS.toMillis(1)));
    }
    if (number < MILLIS) {
      return Instant.ofEpochMilli(Math.round(number));
    }
    if (number > NANOS) {
      throw new DateTimeException("later than any log");
    }
    TimeUnit unit = number < MICROS ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
    return Instant.ofEpochMilli(unit.toMillis(Math.round(number)));
  }
}
