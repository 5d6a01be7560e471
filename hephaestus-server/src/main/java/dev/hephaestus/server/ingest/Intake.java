package dev.hephaestus.server.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What all senders together sent and is not stored yet, whichever way it came.
 *
 * <p>Each stream's credit bounds what it holds; this bounds the sum of all. With much under way no
 * further message is asked for, and HTTP/2's flow control holds senders up; the messages that were
 * asked for before still come, and when they would be too much they are turned away.
 *
 * <p><i>Units:</i> bytes as they came; as objects they take several times as much.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class Intake {
  /** Four of the largest batches. */
  private static final long LEAST_ENOUGH = 16L << 20;

  private final long enough;
  private final long most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private long held;

  /**
   * @param enough from this on nothing more is asked for; at twice as much it is turned away
   */
  public Intake(long enough, MeterRegistry meters) {
    this.enough = enough;
    this.most = 2 * enough;
    Gauge.builder("hephaestus.ingest.held", this, Intake::held)
        .description("Bytes that were taken from clients and are not stored yet")
        .baseUnit("bytes")
        .register(meters);
  }

  /** A sixteenth of the heap, at least four of the largest batches. */
  public static long enough(long heapBytes) {
    return Math.max(LEAST_ENOUGH, heapBytes / 16);
  }

  /** Takes so much in; returns false when there is no room. One alone always has room. */
  public synchronized boolean take(long bytes) {
    if (held > 0 && held + bytes > most) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** What was taken is stored, or was dropped. */
  public void giveBack(long bytes) {
    synchronized (this) {
      held -= bytes;
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  /** Asks for the next message, at once or when there is room again. */
  public void whenThereIsRoom(Runnable ask) {
    synchronized (this) {
      if (held >= enough) {
        waiting.add(ask);
        return;
      }
    }
    ask.run();
  }

  private synchronized @Nullable Runnable next() {
    return held < enough ? waiting.poll() : null;
  }

  private synchronized double held() {
    return held;
  }
}
