package dev.hephaestus.client;

import dev.hephaestus.client.spool.SpoolDirectory;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's one thread of work: queue → selector → encoder → batch → window → session.
 *
 * <p>It alone touches what these hold; others reach it through the queue and the mailbox.
 */
final class Sender implements Runnable, Executor, Session.Host {
  private static final int SPOOLED_TOGETHER = 64;

  private final ClientConfiguration configuration;
  private final @Nullable ClassLoader application;
  private final RecordQueue queue;
  private final Losses losses;
  private final OutageStatus status;
  private final SolutionDesk solutions;
  private final Timing timing;
  private final Wakeup wakeup = new Wakeup();
  private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong recovered = new AtomicLong();
  private LongSupplier refused = () -> 0;
  private final GrpcLink link;
  private final RecordSelector selector;
  private final RecordScrubber scrubber;
  private final RecordEncoder encoder;
  private final BatchAssembler assembler;
  private final Window window;
  private volatile boolean stopping;
  private volatile boolean ended;
  private volatile boolean connected;
  private volatile long deadlineNanos;

  Sender(
      ClientConfiguration configuration,
      @Nullable ClassLoader application,
      RecordQueue queue,
      Losses losses,
      OutageStatus status,
      SolutionDesk solutions,
      Timing timing) {
    this.configuration = configuration;
    this.application = application;
    this.queue = queue;
    this.losses = losses;
    this.status = status;
    this.solutions = solutions;
    this.timing = timing;
    this.link = new GrpcLink(configuration, timing);
    this.selector =
        new RecordSelector(
            EffectiveSettings.configured(configuration), configuration.queueBytes / 4, this::ship);
    this.scrubber = new RecordScrubber(configuration.scrubbing);
    this.encoder = new RecordEncoder(new FrameOrigins(application), scrubber);
    this.assembler =
        new BatchAssembler(
            configuration.batchRecords, configuration.batchBytes, configuration.linger.toNanos());
    this.window = new Window(configuration.windowBytes, losses);
  }

  /** After a record was offered: wakes the sender if the record must not wait. Any thread. */
  void offered(boolean trigger) {
    if (trigger) {
      wakeup.signal();
    } else if (wakeup.isAsleep()) {
      if (queue.isHalfFull()) {
        wakeup.signal();
      } else {
        wakeup.signalIfIdle();
      }
    }
  }

  /** Whether a record of this level is shipped for itself. Any thread. */
  boolean isTrigger(RecordLevel level) {
    return selector.isTrigger(level);
  }

  /** Has work done on the sender's thread. Any thread. */
  @Override
  public void execute(Runnable work) {
    mailbox.add(work);
    wakeup.signal();
  }

  /** Deliver what is there, at the latest until then, and end. Any thread. */
  void stop(long untilNanoTime) {
    deadlineNanos = untilNanoTime;
    stopping = true;
    wakeup.signal();
    if (queue.accepted() > 0) {
      link.prepare(); // While the sender encodes and spools: nobody else needs the processor now.
    }
  }

  /** Asked for what was refused before it came to the queue; before the sender starts. */
  void countRefused(LongSupplier counter) {
    refused = counter;
  }

  /** Records of dead processes were acknowledged. */
  private void recovered(long records) {
    acknowledged.addAndGet(records);
    recovered.addAndGet(records);
  }

  long passedOver() {
    return selector.passedOver();
  }

  boolean isConnected() {
    return connected;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  Map<String, Long> scrubbed() {
    return scrubber.counts();
  }

  @Override
  public void run() {
    try (SessionIdentity identity =
        SessionIdentity.open(configuration.stateDirectory, Clock.systemUTC(), status)) {
      SpoolDirectory directory = spoolDirectory();
      if (directory != null) {
        window.spoolTo(
            new Spooling(
                directory.begin(identity.instance(), identity.epoch(), System::nanoTime),
                configuration.spool == ClientConfiguration.SpoolKind.ALL));
      }
      try {
        new Rehearsal(encoder, directory, wakeup).run(); // Unless there is an error.
        drain(); // Before anything is loaded that talks with a server.
        if (assembler.nanosUntilDue(System.nanoTime()) == 0) {
          flush();
        }
        converse(identity, directory);
      } finally {
        window.close();
        connected = false;
        link.close();
        solutions.close();
      }
    } catch (Throwable fault) { // The edge of the thread: the application must not see it.
      status.warn("The Hephaestus client failed and sends no more records", fault);
    } finally {
      ended = true;
      readMailbox(); // Somebody may wait.
    }
    if (window.records(false) > 0) {
      status.warn(window.records(false) + " records could not be delivered before the end", null);
    }
    if (window.records(true) > 0) {
      status.info(window.records(true) + " records wait in the spool for the next start");
    }
  }

  private void converse(SessionIdentity identity, @Nullable SpoolDirectory directory) {
    Supplier<Resource> resource =
        new Once<>(() -> scrubber.scrub(ResourceDetector.detect(configuration, application)));
    Recovery recovery =
        new Recovery(
            configuration, resource, directory, losses, status, timing, this, this::recovered);
    Session session =
        new Session(
            configuration,
            resource,
            identity,
            link,
            window,
            timing,
            () -> ThreadLocalRandom.current().nextDouble(),
            System::nanoTime,
            this,
            this);
    try {
      work(session, recovery);
    } finally {
      session.abort();
      recovery.close();
    }
  }

  private @Nullable SpoolDirectory spoolDirectory() {
    return configuration.spool == ClientConfiguration.SpoolKind.NONE
        ? null
        : new SpoolDirectory(
            SpoolPlaces.of(configuration, ResourceDetector.service(configuration, application)),
            configuration.spoolBytes,
            trouble -> status.warn(trouble, null));
  }

  /**
   * Waits until what was offered before is spooled, or nothing more can be done for it; false when
   * that takes longer. Any thread of the application.
   */
  boolean awaitSpooled(long nanos) {
    CountDownLatch done = new CountDownLatch(1);
    execute(
        () -> {
          // A queue's worth is in the round that is under way, one more in the record's own; and
          // while threads offer, it may hold a few more than it should.
          drain();
          drain();
          drain();
          flush();
          done.countDown();
        });
    boolean interrupted = false;
    long deadline = System.nanoTime() + nanos;
    try {
      while (!ended && done.getCount() > 0 && deadline - System.nanoTime() > 0) {
        try {
          done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException later) {
          interrupted = true; // Whoever was interrupted still wants its error kept.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return done.getCount() == 0;
  }

  private void flush() {
    if (!assembler.isEmpty()) {
      window.add(assembler.take());
    }
  }

  private void work(Session session, Recovery recovery) {
    while (!session.isClosed()) {
      boolean last = stopping;
      long begin = System.nanoTime();
      drain(); // First: what was logged before the settings changed is judged by the old ones.
      readMailbox();
      long now = System.nanoTime();
      if (last && !(session.isHopeful() && recovery.isUnfinished(now))) {
        session.finish();
      }
      if (last || assembler.nanosUntilDue(now) == 0) {
        flush();
      }
      // As long as taking up took: so neither what is logged nor what is to be sent waits for the
      // other.
      session.tick(now, now - begin);
      if (connected) {
        recovery.connected();
      }
      recovery.tick(now);
      if (last && now - deadlineNanos >= 0) {
        return;
      }
      if (!session.isClosed()) {
        sleep(session, recovery, last);
      }
    }
  }

  private void sleep(Session session, Recovery recovery, boolean last) {
    long now = System.nanoTime();
    long nanos = Math.min(session.nanosUntilDue(now), assembler.nanosUntilDue(now));
    nanos = Math.min(nanos, recovery.nanosUntilDue(now));
    if (last) {
      nanos = Math.min(nanos, Math.max(0, deadlineNanos - now));
    }
    if (nanos > 0) {
      // What is only kept as context can wait in the queue as well, until much of it is taken.
      boolean idle = assembler.isEmpty() && selector.settings().shipAll;
      wakeup.sleep(nanos, idle, idle ? () -> !queue.isEmpty() : queue::isHalfFull);
    }
  }

  private void readMailbox() {
    for (Runnable work = mailbox.poll(); work != null; work = mailbox.poll()) {
      work.run();
    }
  }

  private void drain() {
    // Bounded, so that a flood of records does not keep acknowledgements waiting.
    for (int i = 0; i < configuration.queueRecords; i++) {
      Queued next = queue.poll();
      if (next == null) {
        return;
      }
      select(next);
      if (i % SPOOLED_TOGETHER == 0 && assembler.nanosUntilDue(System.nanoTime()) == 0) {
        flush(); // A trigger must not wait for all that was logged behind it.
      }
    }
  }

  private void select(Queued next) {
    ClientRecord record;
    try {
      record = next.record();
    } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
      losses.add(next.level(), Loss.Reason.REASON_UNREADABLE);
      status.dropping("An event could not be read for Hephaestus", unreadable);
      return;
    }
    selector.select(record);
  }

  private void ship(ClientRecord record, LogRecord.Role role) {
    if (!window.hasRoom(record.level(), role, assembler.bytes())) {
      losses.add(record.level(), Loss.Reason.REASON_SPOOL_FULL);
      status.dropping(
          "Records are lost: the Hephaestus server takes none, and no room is left", null);
      return;
    }
    LogRecord encoded;
    try {
      encoded = encoder.encode(record, role);
    } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
      losses.add(record.level(), Loss.Reason.REASON_UNREADABLE);
      status.dropping("A record could not be encoded for Hephaestus", unreadable);
      return;
    }
    if (assembler.isFullFor(encoded)) {
      window.add(assembler.take());
    }
    assembler.add(encoded, System.nanoTime());
  }

  @Override
  public void connected(String server) {
    connected = true;
    status.connected(server);
  }

  @Override
  public void disconnected(String kind, String message) {
    connected = false;
    status.disconnected(kind, message);
  }

  @Override
  public void warned(String message) {
    status.disconnected("NODE_ERROR", message);
  }

  @Override
  public void settingsChanged(Settings settings) {
    selector.apply(selector.settings().with(settings));
  }

  @Override
  public void acknowledged(long records) {
    acknowledged.addAndGet(records);
  }

  /**
   * Counted on the sender's thread, on which records move on: only those that the application is
   * just logging may be in one count and not yet in the other.
   */
  @Override
  public ClientReport report() {
    long mine = acknowledged.get() - recovered.get();
    long refusedNow = refused.getAsLong();
    long taken = queue.accepted();
    return ClientReport.newBuilder()
        .setAppended(taken + refusedNow)
        .setAcknowledged(mine)
        .addAllLosses(losses.sums())
        .setPassedOver(selector.passedOver())
        .setWaiting(
            taken - queue.taken() + selector.kept() + assembler.records() + window.records(false))
        .setSpooled(window.records(true))
        .setRecovered(recovered.get())
        .setScrubbed(scrubber.counts().values().stream().mapToLong(Long::longValue).sum())
        .build();
  }

  @Override
  public void solved(Solution solution) {
    solutions.accept(solution);
  }
}
