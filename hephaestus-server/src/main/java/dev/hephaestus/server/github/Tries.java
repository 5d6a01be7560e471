package dev.hephaestus.server.github;

import java.time.Duration;

/** How often, and after which pauses, what failed is tried again: for about a day. */
final class Tries {
  static final int MOST = 60;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

  private Tries() {}

  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
