package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.DeliveryException;
import java.time.Duration;

/** How long and how often one delivery tries: as long as GitHub asks, but no longer than it may. */
final class Patience {
  private static final int MAX_TRIES = 8;
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final Duration longestWait;
  private final Pause pause;
  private Duration waited = Duration.ZERO;
  private int tries;

  Patience(Duration longestWait, Pause pause) {
    this.longestWait = longestWait;
    this.pause = pause;
  }

  /**
   * Waits before the next try.
   *
   * @throws DeliveryException a retryable one when there shall be none now
   */
  void await(TryAgainException reason) {
    tries++;
    Duration wait = reason.asked().orElse(FIRST.multipliedBy(1L << Math.min(tries - 1, 5)));
    if (tries >= MAX_TRIES || waited.plus(wait).compareTo(longestWait) > 0) {
      throw DeliveryException.notBefore(
          wait,
          reason.sentence()
              + "; deliver again in "
              + Math.max(1, wait.toSeconds())
              + " s or later");
    }
    waited = waited.plus(wait);
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(reason.sentence() + "; stopped while waiting", true, e);
    }
  }
}
