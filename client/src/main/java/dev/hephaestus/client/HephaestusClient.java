package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Loss;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from an appender and brings them to the server; brings back the server's fixes.
 *
 * <p><em>Errors:</em> nothing it does ever throws into the application.
 *
 * <p><em>Threads:</em> {@link #append} may be called by any number of threads and never blocks
 * them. Start and stop once.
 */
public final class HephaestusClient {
  /** Of the time for stopping, what is kept for letting go of threads and sockets, at most. */
  private static final long MARGIN_NANOS = 400_000_000L;

  /** And of that what is kept for whoever stops us: two seconds are to be two seconds there. */
  private static final long LAST_NANOS = 200_000_000L;

  private final ClientConfiguration configuration;
  private final SolutionDesk solutions;
  private final OutageStatus status;
  private final RecursionGuard guard = new RecursionGuard();
  private final Losses losses = new Losses();
  private final LongAdder refused = new LongAdder();
  private final CapturedValues values;
  private final RecordQueue queue;
  private final long spoolWaitNanos;
  private final Sender sender;
  private volatile boolean accepting;
  private @Nullable Thread thread;
  private @Nullable Thread hook;
  private @Nullable UncaughtExceptions uncaught;

  /** A client that does nothing until it is started. */
  public HephaestusClient(
      ClientConfiguration configuration, StatusReporter reporter, SolutionListener listener) {
    this(configuration, reporter, listener, Timing.USUAL);
  }

  HephaestusClient(
      ClientConfiguration configuration,
      StatusReporter reporter,
      SolutionListener listener,
      Timing timing) {
    this.configuration = configuration;
    this.status = new OutageStatus(reporter, System::nanoTime);
    this.spoolWaitNanos =
        configuration.spool == ClientConfiguration.SpoolKind.NONE
            ? 0
            : configuration.spoolWait.toNanos();
    this.values = configuration.captureValues ? CapturedValues.ofTheAgent() : CapturedValues.none();
    this.queue = new RecordQueue(configuration.queueRecords, configuration.queueBytes);
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    this.solutions = new SolutionDesk(listener, new ServiceListeners(application, status), status);
    this.sender = new Sender(configuration, application, queue, losses, status, solutions, timing);
  }

  /** Begins to send. */
  public synchronized void start() {
    if (thread != null) {
      return;
    }
    sender.countRefused(refused::sum);
    Thread started = ClientThread.of("hephaestus-sender", sender);
    thread = started;
    configuration.remarks.forEach(remark -> status.warn("Hephaestus: " + remark, null));
    configuration.exposure().ifPresent(warning -> status.warn(warning, null));
    started.start();
    accepting = true;
    if (configuration.shutdownHook) {
      addHook();
    }
    if (configuration.uncaughtExceptions) {
      uncaught = UncaughtExceptions.install(this);
    }
  }

  /**
   * Takes the event if it counts and there is room; else counts it as lost.
   *
   * <p>All in one method, on purpose. HotSpot inlines 15 calls deep, which a logging library has
   * used up when it comes to its appender: what is called from there would be calls indeed, a dozen
   * for each record. A method of more than 325 bytes is compiled by itself, and begins anew.
   *
   * @param <E> the logging library's event
   */
  public <E> void append(E event, EventReader<E> reader) {
    if (!accepting || ClientThread.isCurrent() || guard.isInside()) {
      return;
    }
    RecordLevel level = RecordLevel.ERROR;
    try {
      level = reader.level(event);
      if (!level.isAtLeast(configuration.level)
          || RecursionGuard.isOwnLogger(reader.logger(event))) {
        return;
      }
      Queued queued = reader.readPlain(event);
      if (queued == null) {
        // What is logged by the application's code while it is asked for text is not taken.
        if (!guard.enter()) {
          return;
        }
        try {
          queued = reader.read(event);
        } finally {
          guard.leave();
        }
      }
      boolean trigger = sender.isTrigger(level);
      if (trigger && values.areKnown() && queued instanceof ClientRecord) {
        ClientRecord record = (ClientRecord) queued; // What is thrown comes in no other way.
        record.captured(values.of(record.throwable()));
      }
      boolean waits = trigger && spoolWaitNanos > 0;
      // Who waits for the spool can wait for room as well.
      if (queue.offer(queued)
          || (waits && sender.awaitSpooled(spoolWaitNanos) && queue.offer(queued))) {
        sender.offered(trigger);
        if (waits && !sender.awaitSpooled(spoolWaitNanos)) {
          status.dropping("Logging went on before an error was spooled: spoolWait is over", null);
        }
      } else {
        refused.increment();
        losses.add(level, Loss.Reason.REASON_QUEUE_FULL);
        status.dropping("Records are lost: they come faster than they can be sent", null);
      }
    } catch (Throwable fault) { // Of user code, an Error included: logging must not end its caller.
      refused.increment();
      losses.add(level, Loss.Reason.REASON_UNREADABLE);
      status.dropping("An event could not be read for Hephaestus", fault);
    }
  }

  /** Delivers what can be delivered within the shutdown timeout, then lets go of everything. */
  public void stop() {
    long begin = System.nanoTime();
    long patience = configuration.shutdownTimeout.toNanos();
    accepting = false;
    Thread running;
    synchronized (this) {
      running = thread;
      removeHook();
      if (uncaught != null) {
        uncaught.remove();
      }
    }
    if (running == null) {
      solutions.close();
      return;
    }
    sender.stop(begin + patience - Math.min(MARGIN_NANOS, patience / 4));
    if (ClientThread.isCurrent()) {
      return; // Called by a listener: waiting for ourselves would never end.
    }
    try {
      long last = begin + patience - Math.min(LAST_NANOS, patience / 10);
      TimeUnit.NANOSECONDS.timedJoin(running, Math.max(1, last - System.nanoTime()));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt(); // The sender ends by itself, within the same time.
    }
  }

  /** Where the records are, at about the same moment. */
  public RecordBalance balance() {
    return new RecordBalance(
        queue.accepted() + refused.sum(),
        sender.acknowledged(),
        losses.totals(),
        sender.passedOver(),
        queue.size(),
        sender.isConnected());
  }

  /** What was done so far. */
  public ClientCounters counters() {
    return new ClientCounters(
        queue.accepted(),
        losses.totals(),
        sender.acknowledged(),
        solutions.handedOn(),
        sender.scrubbed());
  }

  private void addHook() {
    // Logback does not stop its appenders when the JVM exits, and the last record is the one that
    // says why it did. Not a ClientThread: it is to wait for the sender.
    Thread atExit = new Thread(null, this::stop, "hephaestus-exit", 0, false);
    atExit.setContextClassLoader(null);
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
      hook = atExit;
    } catch (IllegalStateException | SecurityException alreadyExiting) {
      hook = null;
    }
  }

  private void removeHook() {
    Thread added = hook;
    hook = null;
    if (added != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(added);
      } catch (IllegalStateException | SecurityException exiting) {
        // It runs by now, or will find nothing to do.
      }
    }
  }
}
