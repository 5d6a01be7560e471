package dev.hephaestus.server.incident;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long an incident is muted: whatever is reached first ends it; without any, it lasts.
 *
 * @param since when it was muted
 * @param until it ends with this instant
 * @param occurrences it ends when the incident was seen so many times in all; 0 for never
 * @param newRelease whether it ends when the incident is seen in a release that was first seen
 *     after it was muted
 */
public record Mute(Instant since, Optional<Instant> until, long occurrences, boolean newRelease) {

  public Mute {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
  }

  /** Whether it is over. */
  public boolean isOver(Instant now, long seen, boolean inNewRelease) {
    return until.filter(end -> !now.isBefore(end)).isPresent()
        || (occurrences > 0 && seen >= occurrences)
        || (newRelease && inNewRelease);
  }
}
