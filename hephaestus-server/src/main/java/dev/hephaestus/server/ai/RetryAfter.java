package dev.hephaestus.server.ai;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads how long a provider asks to be left alone.
 *
 * <p><i>Source:</i> RFC 9110, 10.2.3 (seconds or a date); {@code retry-after-ms} as OpenAI and
 * Azure send it.
 */
final class RetryAfter {

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
        .or(() -> headers.firstValue("retry-after").flatMap(value -> read(value.strip(), now)));
  }

  private static Optional<Duration> read(String value, Instant now) {
    if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1_000)));
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
