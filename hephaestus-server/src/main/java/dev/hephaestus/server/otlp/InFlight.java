package dev.hephaestus.server.otlp;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what requests that are being taken may hold in memory together.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class InFlight {
  private static final int UNIT = 1_024;

  private final Semaphore units;

  InFlight(long bytes) {
    this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
  }

  /** A share of so many bytes, to be given back by closing it; null when too much is held now. */
  @Nullable Share share(long bytes) {
    int count = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT + 1);
    return units.tryAcquire(count) ? new Share(count) : null;
  }

  final class Share implements AutoCloseable {
    private final int count;

    private Share(int count) {
      this.count = count;
    }

    @Override
    public void close() {
      units.release(count);
    }
  }
}
