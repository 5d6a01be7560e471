package dev.hephaestus.javaagent.capture;

/**
 * How often something may be done: so many times at once, and then so many a second.
 *
 * <p><i>Threads:</i> any.
 */
final class Allowance {

  private static final long AT_ONCE = 50;
  private static final long NANOS_EACH = 50_000_000L;

  private long left = AT_ONCE;
  private long counted;
  private boolean started;

  synchronized boolean take(long nanoTime) {
    if (!started) {
      started = true;
      counted = nanoTime;
    }
    long earned = (nanoTime - counted) / NANOS_EACH;
    if (earned > 0) {
      left = Math.min(AT_ONCE, left + earned);
      counted += earned * NANOS_EACH;
    }
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
