package dev.hephaestus.client;

import dev.hephaestus.client.spool.Spool;
import dev.hephaestus.client.spool.SpoolDirectory;
import dev.hephaestus.client.spool.SpoolEntry;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what dead processes left in the spool: one epoch after another, each in a session of its
 * own under its own name, beside the living one.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class Recovery {
  private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final ClientConfiguration configuration;
  private final Supplier<Resource> resource;
  private final @Nullable SpoolDirectory directory;
  private final Losses losses;
  private final OutageStatus status;
  private final Executor sender;
  private final LongConsumer acknowledged;
  private final Timing timing;
  private @Nullable Legacy legacy;
  private long lookNanos;
  private boolean connectedBefore;

  /**
   * @param directory null where nothing is spooled
   * @param acknowledged told how many records arrived
   */
  Recovery(
      ClientConfiguration configuration,
      Supplier<Resource> resource,
      @Nullable SpoolDirectory directory,
      Losses losses,
      OutageStatus status,
      Timing timing,
      Executor sender,
      LongConsumer acknowledged) {
    this.configuration = configuration;
    this.resource = resource;
    this.directory = directory;
    this.losses = losses;
    this.status = status;
    this.sender = sender;
    this.acknowledged = acknowledged;
    this.timing = timing;
    // The dead can wait: until then the living's errors have the processor.
    this.lookNanos = System.nanoTime() + timing.lookNanos;
  }

  /** The living session found the server: it can be looked at once. */
  void connected() {
    if (!connectedBefore) {
      connectedBefore = true;
      lookNanos = System.nanoTime();
    }
  }

  /** Does what time and room allow; a fault in it is not the living's. */
  void tick(long now) {
    try {
      work(now);
    } catch (RuntimeException fault) {
      lookNanos = now + LOOK_NANOS;
      close();
      status.warn("What dead processes left in the Hephaestus spool is not sent for now", fault);
    }
  }

  private void work(long now) {
    if (directory != null && legacy == null && now - lookNanos >= 0) {
      lookNanos = now + LOOK_NANOS;
      legacy = adopt(directory);
    }
    Legacy current = legacy;
    if (current != null) {
      current.tick(now);
      if (current.session.isClosed()) {
        current.close();
        legacy = null;
        lookNanos = now; // There may be more.
      }
    }
  }

  /** Whether there is something of dead processes that a server could be told now. */
  boolean isUnfinished(long now) {
    if (directory == null) {
      return false;
    }
    if (legacy != null) {
      return legacy.session.isHopeful();
    }
    return connectedBefore ? now - lookNanos >= 0 : directory.bytesOfTheDead() > 0;
  }

  long nanosUntilDue(long now) {
    if (directory == null) {
      return Long.MAX_VALUE;
    }
    return legacy == null ? Math.max(0, lookNanos - now) : legacy.session.nanosUntilDue(now);
  }

  /** What is left stays in the spool. */
  void close() {
    if (legacy != null) {
      legacy.session.abort();
      legacy.close();
      legacy = null;
    }
  }

  private @Nullable Legacy adopt(SpoolDirectory from) {
    for (Optional<Spool> found = from.adopt(); found.isPresent(); found = from.adopt()) {
      Spool spool = found.get();
      report(spool);
      if (from.bytesOfTheDead() + spool.bytes() <= configuration.spoolBytes) {
        return new Legacy(spool);
      }
      discard(spool); // Processes that die again and again must not fill the disk.
    }
    return null;
  }

  private void report(Spool spool) {
    for (int i = 0; i < spool.damaged(); i++) {
      losses.add(RecordLevel.ERROR, Loss.Reason.REASON_UNREADABLE);
    }
    if (spool.damaged() > 0) {
      status.warn(
          "The Hephaestus spool was damaged in "
              + spool.damaged()
              + " places, records in them are lost",
          null);
    }
  }

  private void discard(Spool spool) {
    Spooling spooling = new Spooling(spool, true);
    for (SpoolEntry entry : spool.entries()) {
      Batch batch = spooling.read(entry);
      if (batch != null) {
        losses.restore(batch.getLossesList());
        batch
            .getRecordsList()
            .forEach(
                record -> losses.add(Placeholder.level(record), Loss.Reason.REASON_SPOOL_FULL));
      }
    }
    spool.discard();
    status.dropping("Records are lost: the Hephaestus spool is full", null);
  }

  /** One epoch of a dead process. */
  private final class Legacy implements Session.Host {
    final Session session;
    private final Window window;
    private final GrpcLink link = new GrpcLink(configuration, timing);

    Legacy(Spool spool) {
      this.window = Window.recovered(new Spooling(spool, true), spool.entries(), losses);
      this.session =
          new Session(
              configuration,
              resource,
              SessionIdentity.recovered(spool.instance(), spool.epoch(), Clock.systemUTC()),
              link,
              window,
              timing,
              () -> ThreadLocalRandom.current().nextDouble(),
              System::nanoTime,
              sender,
              this);
    }

    void tick(long now) {
      if (window.isEmpty()) {
        session.finish();
      }
      session.tick(now, 0); // A batch: the living's errors go first.
    }

    void close() {
      link.close();
      window.close();
    }

    @Override
    public void acknowledged(long records) {
      acknowledged.accept(records);
    }

    // The living session says the rest.

    @Override
    public void connected(String server) {}

    @Override
    public void disconnected(String kind, String message) {}

    @Override
    public void warned(String message) {}

    @Override
    public void settingsChanged(Settings settings) {}

    @Override
    public void solved(Solution solution) {
      // It comes to the living session as well.
    }
  }
}
