package dev.hephaestus.server.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What a repair has left of its attempts and its time; what its earlier starts used is gone. What
 * models may take is not counted here: whoever asks them is refused.
 */
final class Leeway {
  private final RepairLimits limits;
  private final Journal journal;
  private final Clock clock;
  private final Instant deadline;

  /** The time runs from here on. */
  Leeway(RepairLimits limits, Journal journal, Clock clock) {
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
    return Optional.empty();
  }
}
