package dev.hephaestus.server.github;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a limit from a no, and how long it lasts.
 *
 * <p><i>Source:</i> GitHub's "Rate limits for the REST API".
 */
final class RateLimits {
  private static final Duration WITHOUT_A_HINT = Duration.ofSeconds(60);

  private final Clock clock;

  RateLimits(Clock clock) {
    this.clock = clock;
  }

  /** How long GitHub asks to be left alone; empty where an answer is about something else. */
  Optional<Duration> asked(GitHubHttp.Answer answer) {
    int status = answer.status();
    String retryAfter = answer.header("Retry-After");
    if (status >= 500 && !retryAfter.isEmpty()) {
      return Optional.of(after(retryAfter, answer));
    }
    if (status != 403 && status != 429) {
      return Optional.empty();
    }
    if (!retryAfter.isEmpty()) {
      return Optional.of(after(retryAfter, answer));
    }
    if (answer.header("X-RateLimit-Remaining").equals("0")) {
      return Optional.of(untilReset(answer));
    }
    String words = answer.text().toLowerCase(Locale.ROOT);
    boolean limited = status == 429 || words.contains("rate limit") || words.contains("abuse");
    return limited ? Optional.of(WITHOUT_A_HINT) : Optional.empty();
  }

  /** In seconds, or as a date. */
  private Duration after(String text, GitHubHttp.Answer answer) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip())));
    } catch (NumberFormatException e) {
      return date(text)
          .map(until -> atLeastNothing(Duration.between(now(answer), until)))
          .orElse(WITHOUT_A_HINT);
    }
  }

  private Duration untilReset(GitHubHttp.Answer answer) {
    try {
      Instant until = Instant.ofEpochSecond(Long.parseLong(answer.header("X-RateLimit-Reset")));
      return atLeastNothing(Duration.between(now(answer), until).plusSeconds(1));
    } catch (NumberFormatException | DateTimeException e) {
      return WITHOUT_A_HINT;
    }
  }

  private static Duration atLeastNothing(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** By the server's clock where it tells it: ours may differ. */
  private Instant now(GitHubHttp.Answer answer) {
    return date(answer.header("Date")).orElseGet(clock::instant);
  }

  private static Optional<Instant> date(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
