package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a repair has left of its limits; what its earlier starts used is gone. */
final class Budget {
  private final RepairLimits limits;
  private final Journal journal;
  private final Clock clock;
  private final Instant deadline;

  /** The time runs from here on. */
  Budget(RepairLimits limits, Journal journal, Clock clock) {
    this.limits = limits;
    this.journal = journal;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.timeLimit()).minus(journal.workedBefore());
  }

  RepairLimits limits() {
    return limits;
  }

  /** The limit that was reached first, as a sentence; empty while there is something left. */
  Optional<String> reached() {
    if (journal.attempts().size() >= limits.maxAttempts()) {
      return Optional.of(
          "The limit of " + limits.maxAttempts() + " attempts was reached (repair.maxAttempts).");
    }
    if (!clock.instant().isBefore(deadline)) {
      return Optional.of(
          "The limit of "
              + limits.timeLimit().toSeconds()
              + " seconds was reached (repair.timeLimit).");
    }
    return reached(journal.cost());
  }

  private Optional<String> reached(Cost cost) {
    if (cost.tokensIn() + cost.tokensOut() >= limits.maxTokens()) {
      return Optional.of(
          "The limit of " + limits.maxTokens() + " tokens was reached (repair.maxTokens).");
    }
    if (cost.usd() >= limits.maxUsd()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "The limit of %.2f USD was reached (repair.maxUsd).", limits.maxUsd()));
    }
    return Optional.empty();
  }
}
