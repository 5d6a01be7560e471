package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import java.time.Clock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The client's one thread of work: queue → selector → encoder → batch → window → session.
 *
 * <p>It alone touches what these hold; others reach it through the queue and the mailbox.
 */
final class Sender implements Runnable, Executor, Session.Host {
  private final ClientConfiguration configuration;
  private final @Nullable ClassLoader application;
  private final RecordQueue queue;
  private final Losses losses;
  private final OutageStatus status;
  private final SolutionDesk solutions;
  private final Wakeup wakeup = new Wakeup();
  private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final RecordSelector selector;
  private final RecordEncoder encoder;
  private final BatchAssembler assembler;
  private final Window window;
  private volatile boolean stopping;
  private volatile long deadlineNanos;

  Sender(
      ClientConfiguration configuration,
      @Nullable ClassLoader application,
      RecordQueue queue,
      Losses losses,
      OutageStatus status,
      SolutionDesk solutions) {
    this.configuration = configuration;
    this.application = application;
    this.queue = queue;
    this.losses = losses;
    this.status = status;
    this.solutions = solutions;
    this.selector =
        new RecordSelector(
            EffectiveSettings.configured(configuration), configuration.queueBytes / 4, this::ship);
    this.encoder = new RecordEncoder(new FrameOrigins(application));
    this.assembler =
        new BatchAssembler(
            configuration.batchRecords, configuration.batchBytes, configuration.linger.toNanos());
    this.window = new Window(configuration.windowBytes, losses);
  }

  /** After a record was offered: wakes the sender if the record must not wait. Any thread. */
  void offered(RecordLevel level) {
    if (selector.isTrigger(level)) {
      wakeup.signal();
    } else if (wakeup.isAsleep()) {
      if (queue.isHalfFull()) {
        wakeup.signal();
      } else {
        wakeup.signalIfIdle();
      }
    }
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
  }

  long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public void run() {
    try (SessionIdentity identity =
        SessionIdentity.open(configuration.stateDirectory, Clock.systemUTC(), status)) {
      GrpcLink link = new GrpcLink(configuration.endpoint);
      Session session =
          new Session(
              configuration,
              ResourceDetector.detect(configuration, application),
              identity,
              link,
              window,
              () -> ThreadLocalRandom.current().nextDouble(),
              System::nanoTime,
              this,
              this);
      try {
        work(session);
      } finally {
        session.abort();
        link.close();
        solutions.close();
      }
    } catch (Throwable fault) { // The edge of the thread: the application must not see it.
      status.warn("The Hephaestus client failed and sends no more records", fault);
    }
    if (window.records() > 0) {
      status.warn(window.records() + " records could not be delivered before the end", null);
    }
  }

  private void work(Session session) {
    while (!session.isClosed()) {
      boolean last = stopping;
      drain(); // First: what was logged before the settings changed is judged by the old ones.
      readMailbox();
      long now = System.nanoTime();
      if (last) {
        session.finish();
      }
      if (!assembler.isEmpty() && (last || assembler.nanosUntilDue(now) == 0)) {
        window.add(assembler.take());
      }
      session.tick(now);
      if (last && now - deadlineNanos >= 0) {
        return;
      }
      if (!session.isClosed()) {
        sleep(session, last);
      }
    }
  }

  private void sleep(Session session, boolean last) {
    long now = System.nanoTime();
    long nanos = Math.min(session.nanosUntilDue(now), assembler.nanosUntilDue(now));
    if (last) {
      nanos = Math.min(nanos, Math.max(0, deadlineNanos - now));
    }
    if (nanos > 0) {
      // What is only kept as context can wait in the queue as well, until much of it is taken.
      queue.rest();
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
      ClientRecord record = queue.poll();
      if (record == null) {
        return;
      }
      selector.select(record);
    }
  }

  private void ship(ClientRecord record, LogRecord.Role role) {
    if (!window.hasRoom(record.level(), assembler.bytes())) {
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
  public void connected() {
    status.connected(configuration.endpoint.toString());
  }

  @Override
  public void disconnected(String kind, String message) {
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

  @Override
  public void solved(Solution solution) {
    solutions.accept(solution);
  }
}
