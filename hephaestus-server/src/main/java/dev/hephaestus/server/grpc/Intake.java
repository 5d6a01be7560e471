package dev.hephaestus.server.grpc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What all streams together were sent and is not stored yet.
 *
 * <p>Each stream's credit bounds what it holds; this bounds their sum. With much under way no
 * further message is asked for, and HTTP/2's flow control holds clients up; the messages that were
 * asked for before still come, and when they would be too much they are turned away.
 *
 * <p><i>Units:</i> bytes of serialized batches; as objects they take several times as much.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class Intake {
  private final long enough;
  private final long most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private long held;

  /**
   * @param enough from this on nothing more is asked for; at twice as much it is turned away
   */
  Intake(long enough, MeterRegistry meters) {
    this.enough = enough;
    this.most = 2 * enough;
    Gauge.builder("hephaestus.ingest.held", this, Intake::held)
        .description("Bytes that were taken from clients and are not stored yet")
        .baseUnit("bytes")
        .register(meters);
  }

  /** A sixteenth of the heap, at least four of the largest batches. */
  static long enough(long heapBytes) {
    return Math.max(4L * Limits.BATCH_BYTES, heapBytes / 16);
  }

  /** Takes a batch in; returns false when there is no room. */
  synchronized boolean take(long bytes) {
    if (held + bytes > most) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** What was taken is stored, or was dropped. */
  void giveBack(long bytes) {
    synchronized (this) {
      held -= bytes;
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  /** Asks for the next message, at once or when there is room again. */
  void whenThereIsRoom(Runnable ask) {
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
