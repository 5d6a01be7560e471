package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether to look for rivals of a fix that is already as good as it can get: only while they are
 * free, few and quick.
 */
final class Encore {
  private static final int MOST_RIVALS = 3;
  private static final int MOST_REFUSED = 6;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Clock clock;
  private @Nullable Instant first;
  private Instant last;
  private Duration lastTook = Duration.ZERO;
  private int rivals;
  private int refused;

  Encore(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  /** One is there that is good enough, or one more plausible one beside it. */
  void found(boolean goodEnough) {
    tick();
    if (first == null) {
      first = last;
    } else if (goodEnough) {
      rivals++;
    } else {
      refused++;
    }
  }

  void refused() {
    tick();
    if (first != null) {
      refused++;
    }
  }

  private void tick() {
    Instant now = clock.instant();
    lastTook = Duration.between(last, now);
    last = now;
  }

  /**
   * Whether to ask once more.
   *
   * @param cost of the answer before: who asked money for it will do so again
   */
  boolean isWanted(Cost cost) {
    Instant begun = first;
    if (begun == null || !cost.equals(Cost.NONE)) {
      return false;
    }
    Duration afterOneMore = Duration.between(begun, clock.instant()).plus(lastTook);
    return rivals < MOST_RIVALS && refused < MOST_REFUSED && afterOneMore.compareTo(LONGEST) <= 0;
  }
}
