package dev.hephaestus.server.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * The stage: makes batches durable, counts what came in, and wakes the next stage.
 *
 * <p>Its order is the store's: a batch is on disk together with its session's mark before {@link
 * LogSession#append} returns, and only then may it be acknowledged.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class LogProcessor {
  private static final Duration[] COMMIT_STEPS =
      IntStream.of(5, 10, 25, 50, 100, 250, 1_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** As many at once as can run: more would keep the one that commits from its turn. */
  private final Semaphore scrubbing = new Semaphore(Runtime.getRuntime().availableProcessors());

  private final RecordStore store;
  private final RecordScrubber scrubber;
  private final Runnable committed;
  private final MeterRegistry meters;
  private final Counter records;
  private final Counter duplicates;
  private final Counter gaps;
  private final Timer commits;

  /**
   * @param scrubber sees everything before it is stored
   * @param committed run after each commit, by the thread that made it; must return at once
   */
  public LogProcessor(
      RecordStore store, RecordScrubber scrubber, Runnable committed, MeterRegistry meters) {
    this.scrubber = Objects.requireNonNull(scrubber, "scrubber");
    this.store = Objects.requireNonNull(store, "store");
    this.committed = Objects.requireNonNull(committed, "committed");
    this.meters = Objects.requireNonNull(meters, "meters");
    this.records =
        Counter.builder("hephaestus.ingest.records")
            .description("Records made durable")
            .register(meters);
    this.duplicates =
        Counter.builder("hephaestus.ingest.duplicates")
            .description("Records that came again and were durable already")
            .register(meters);
    this.gaps =
        Counter.builder("hephaestus.ingest.gaps")
            .description("Batches refused because records before them were missing")
            .register(meters);
    this.commits =
        Timer.builder("hephaestus.ingest.commit")
            .description("Time to make a batch durable")
            .serviceLevelObjectives(COMMIT_STEPS)
            .register(meters);
    for (Loss.Reason reason : Loss.Reason.values()) {
      losses(Optional.empty(), reason);
    }
  }

  /** Opens or reopens a session. */
  public LogSession open(SessionKey key, Resource resource) {
    return new LogSession(this, key, store.open(key, scrubber.scrub(resource)));
  }

  /** Books records that a client had to drop. */
  public void lost(Loss loss) {
    losses(loss.level(), loss.reason()).increment((double) loss.count());
  }

  private Counter losses(Optional<Level> level, Loss.Reason reason) {
    return Counter.builder("hephaestus.ingest.lost")
        .description("Records dropped by clients")
        .tag("level", level.map(Level::name).orElse("UNKNOWN"))
        .tag("reason", reason.name())
        .register(meters);
  }

  long append(RecordBatch batch, long markBefore) {
    long mark;
    RecordBatch clean = clean(batch);
    Timer.Sample sample = Timer.start(meters);
    try {
      mark = store.append(clean);
    } catch (SequenceGapException gap) {
      gaps.increment();
      throw gap;
    }
    sample.stop(commits);
    long taken = Math.min(batch.records().size(), Math.max(0, mark - markBefore));
    records.increment((double) taken);
    duplicates.increment((double) (batch.records().size() - taken));
    if (taken > 0) {
      committed.run();
    }
    return mark;
  }

  private RecordBatch clean(RecordBatch batch) {
    scrubbing.acquireUninterruptibly();
    try {
      return scrubber.scrub(batch);
    } finally {
      scrubbing.release();
    }
  }

  void repeated(int count) {
    duplicates.increment(count);
  }
}
