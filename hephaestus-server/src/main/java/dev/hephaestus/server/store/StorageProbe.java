package dev.hephaestus.server.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the server can store: now and then it writes for real and looks at what is left of
 * the disk. Whoever asks is told what was found last, so that no number of questions costs a write.
 *
 * <p>A write that hangs counts as a failure after a while, a disk with less space left than the
 * floor before it is full.
 *
 * <p><i>Threads:</i> safe for use by many at once; the writes are made by a thread of its own.
 */
public final class StorageProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StorageProbe.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration STALE_AFTER = Duration.ofSeconds(20);

  /** What is left of the disk, in bytes. */
  @FunctionalInterface
  interface FreeSpace {
    long bytes() throws IOException;
  }

  private final Runnable write;
  private final FreeSpace space;
  private final long floorBytes;
  private final LongSupplier nanos;
  private final Timer writes;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("storage-probe-", 1).daemon().factory());

  private volatile Consumer<Boolean> listener = ready -> {};

  // Guarded by this object's lock.
  private String fault = "nothing was written yet";
  private long writtenAt;
  private boolean told;
  private boolean wasReady;

  /**
   * Nothing is known before {@link #start}.
   *
   * @param database what is written to
   * @param folder on the disk whose space counts
   * @param floorBytes how much has to be left
   */
  public StorageProbe(Database database, Path folder, long floorBytes, MeterRegistry meters) {
    this(
        database::check,
        () -> Files.getFileStore(folder).getUsableSpace(),
        floorBytes,
        System::nanoTime,
        meters);
  }

  StorageProbe(
      Runnable write, FreeSpace space, long floorBytes, LongSupplier nanos, MeterRegistry meters) {
    this.write = Objects.requireNonNull(write, "write");
    this.space = Objects.requireNonNull(space, "space");
    this.floorBytes = floorBytes;
    this.nanos = Objects.requireNonNull(nanos, "nanos");
    this.writtenAt = nanos.getAsLong();
    this.writes =
        Timer.builder("hephaestus.store.probe")
            .description("Time of the write by which the server finds out whether it can store")
            .register(meters);
    Gauge.builder("hephaestus.store.ready", this, probe -> probe.fault().isEmpty() ? 1 : 0)
        .description("1 while the server can store")
        .register(meters);
    Gauge.builder("hephaestus.store.free.bytes", this, StorageProbe::free)
        .description("What is left of the disk")
        .register(meters);
  }

  /**
   * Looks at once, and from then on now and then.
   *
   * @param newListener told whether the server can store: now, and when that changes
   */
  public void start(Consumer<Boolean> newListener) {
    listener = newListener;
    probe();
    long every = EVERY.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::probe, every, every, TimeUnit.MILLISECONDS);
    // By another thread, which does not hang when a write does.
    unused = timer.scheduleWithFixedDelay(this::tell, every, every, TimeUnit.MILLISECONDS);
  }

  /** Why the server cannot store, one sentence; empty while it can. */
  public synchronized String fault() {
    boolean stale = nanos.getAsLong() - writtenAt > STALE_AFTER.toNanos();
    return fault.isEmpty() && stale ? "a write takes longer than " + STALE_AFTER : fault;
  }

  void probe() {
    String found = look();
    synchronized (this) {
      if (!found.equals(fault) && !found.isEmpty()) {
        log.warn("the server cannot store: {}", found);
      } else if (found.isEmpty() && !fault.isEmpty() && told) {
        log.info("the server can store again");
      }
      fault = found;
      if (found.isEmpty()) {
        writtenAt = nanos.getAsLong();
      }
    }
    tell();
  }

  private String look() {
    try {
      writes.record(write);
      long left = space.bytes();
      return left < floorBytes
          ? "less than " + (floorBytes >> 20) + " MB are left of the disk"
          : "";
    } catch (RuntimeException | IOException e) {
      return "a write failed: " + e.getMessage();
    }
  }

  private synchronized void tell() {
    boolean ready = fault().isEmpty();
    if (!told || ready != wasReady) {
      told = true;
      wasReady = ready;
      listener.accept(ready);
    }
  }

  private double free() {
    try {
      return (double) space.bytes();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
