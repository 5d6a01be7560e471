package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Loss;
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
  /** Of the time for stopping, what is kept for letting go of threads and sockets. */
  private static final long MARGIN_NANOS = 150_000_000L;

  private final ClientConfiguration configuration;
  private final SolutionDesk solutions;
  private final OutageStatus status;
  private final RecursionGuard guard = new RecursionGuard();
  private final Losses losses = new Losses();
  private final RecordQueue queue;
  private final Sender sender;
  private volatile boolean accepting;
  private @Nullable Thread thread;
  private @Nullable Thread hook;

  /** A client that does nothing until it is started. */
  public HephaestusClient(
      ClientConfiguration configuration, StatusReporter reporter, SolutionListener listener) {
    this.configuration = configuration;
    this.status = new OutageStatus(reporter, System::nanoTime);
    this.solutions = new SolutionDesk(listener, status);
    this.queue = new RecordQueue(configuration.queueRecords, configuration.queueBytes);
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    this.sender = new Sender(configuration, application, queue, losses, status, solutions);
  }

  /** Begins to send. */
  public synchronized void start() {
    if (thread != null) {
      return;
    }
    Thread started = ClientThread.of("hephaestus-sender", sender);
    thread = started;
    started.start();
    accepting = true;
    if (configuration.shutdownHook) {
      addHook();
    }
  }

  /**
   * Takes the event if it counts and there is room; else counts it as lost.
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
      if (level.isAtLeast(configuration.level)
          && !RecursionGuard.isOwnLogger(reader.logger(event))) {
        ClientRecord record = reader.readPlain(event);
        if (record == null) {
          record = guarded(event, reader);
        }
        if (record != null) {
          offer(record);
        }
      }
    } catch (Throwable fault) { // Of user code, an Error included: logging must not end its caller.
      losses.add(level, Loss.Reason.REASON_UNREADABLE);
      status.dropping("An event could not be read for Hephaestus", fault);
    }
  }

  /** What is logged by the application's code while it is asked for text is not taken. */
  private <E> @Nullable ClientRecord guarded(E event, EventReader<E> reader) {
    if (!guard.enter()) {
      return null;
    }
    try {
      return reader.read(event);
    } finally {
      guard.leave();
    }
  }

  private void offer(ClientRecord record) {
    if (queue.offer(record)) {
      sender.offered(record.level());
    } else {
      losses.add(record.level(), Loss.Reason.REASON_QUEUE_FULL);
      status.dropping("Records are lost: they come faster than they can be sent", null);
    }
  }

  /** Delivers what can be delivered within the shutdown timeout, then lets go of everything. */
  public void stop() {
    accepting = false;
    Thread running;
    synchronized (this) {
      running = thread;
      removeHook();
    }
    if (running == null) {
      solutions.close();
      return;
    }
    long patience = configuration.shutdownTimeout.toNanos();
    sender.stop(System.nanoTime() + Math.max(0, patience - MARGIN_NANOS));
    if (ClientThread.isCurrent()) {
      return; // Called by a listener: waiting for ourselves would never end.
    }
    try {
      running.join(Math.max(1, patience / 1_000_000));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt(); // The sender ends by itself, within the same time.
    }
  }

  /** What was done so far. */
  public ClientCounters counters() {
    return new ClientCounters(
        queue.accepted(), losses.totals(), sender.acknowledged(), solutions.handedOn());
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
