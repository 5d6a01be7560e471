package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Numbers, times and bounds what is kept of the attempts. */
final class AttemptLog {
  /** Beginning and end of a long text are what tells most about it. */
  private static final int HALF_OF_LONGEST = 32_000;

  private final Journal journal;
  private final Clock clock;
  private Instant begun;

  AttemptLog(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** The number of the attempt that is next. */
  int next() {
    return journal.attempts().size() + 1;
  }

  /** The time of the next attempt runs from here on. */
  void begin() {
    begun = clock.instant();
  }

  void keep(
      Step step,
      String origin,
      String cause,
      String patch,
      String outcome,
      String reason,
      List<String> diagnostics,
      Cost cost,
      Optional<Exchange> exchange) {
    journal.keep(
        new Attempt(
            next(),
            origin,
            cause,
            patch,
            outcome,
            reason,
            diagnostics,
            step.label(),
            clip(exchange.map(Exchange::prompt).orElse("")),
            clip(exchange.map(Exchange::reply).orElse("")),
            Duration.between(begun, clock.instant()).toMillis(),
            cost));
  }

  private static String clip(String text) {
    int over = text.length() - 2 * HALF_OF_LONGEST;
    return over <= 0
        ? text
        : text.substring(0, HALF_OF_LONGEST)
            + ("\n[… " + over + " characters …]\n")
            + text.substring(text.length() - HALF_OF_LONGEST);
  }
}
