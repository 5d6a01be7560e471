package dev.hephaestus.javaagent.attach;

import dev.hephaestus.client.InvalidConfigurationException;
import dev.hephaestus.javaagent.Notice;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one logger context to our appender, which it makes when they call for it.
 *
 * <p><i>Shape:</i> idle → working (from the first event) → ended. Making the appender loads more
 * than a thousand classes, so it happens on a thread of its own, and not while the application
 * starts: it waits for the first pressing event, a full queue, ten seconds without any, or two
 * minutes; but not where an earlier process left what is to be sent still: of short-lived ones each
 * would end before its client has found the server. The events of that time wait in a bounded
 * queue, and what does not fit is dropped.
 *
 * <p><i>Errors:</i> none is thrown. <i>Threads:</i> any; {@link #accept} never blocks.
 *
 * @param <E> the logging library's event
 */
final class Relay<E> {

  private static final long STOP_MS = 2_000;

  /** How much of that making the appender may take up; on a machine with time for us it does. */
  private static final long USUAL_OPENING_MS = 500;

  /** On one that has none, for how long it is waited for. */
  private static final long OPENING_MS = 4_000;

  private enum State {
    IDLE,
    WORKING,
    ENDED
  }

  private final SinkFactory<E> factory;
  private final BooleanSupplier isOn;
  private final long openingMs;

  /** Between the application's first events and the appender that is being made. */
  private final EarlyEvents<E> early = new EarlyEvents<>();

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread shutdownHook = thread("hephaestus-agent-shutdown", this::stop);
  private volatile @Nullable Sink<E> sink;

  /**
   * A relay.
   *
   * @param isOn whether events are wanted at present
   */
  Relay(SinkFactory<E> factory, BooleanSupplier isOn) {
    this(factory, isOn, OPENING_MS);
  }

  Relay(SinkFactory<E> factory, BooleanSupplier isOn, long openingMs) {
    this.factory = factory;
    this.isOn = isOn;
    this.openingMs = openingMs;
  }

  /** Whether it takes nothing any more, and a new one is needed. */
  boolean hasEnded() {
    return state.get() == State.ENDED;
  }

  void accept(E event) {
    if (!isOn.getAsBoolean()) {
      return;
    }
    Sink<E> open = sink;
    if (open != null) {
      deliver(event, open);
      return;
    }
    try {
      acceptEarly(event);
    } catch (Throwable e) {
      // An event that cannot be kept is lost; nothing may reach the statement that logs.
    }
  }

  private void deliver(E event, Sink<E> open) {
    try {
      open.append(event);
    } catch (LinkageError e) {
      Notice.print("stops: the logging library lacks what it needs: " + Notice.reasonOf(e));
      end();
    } catch (Throwable e) {
      // The appender counts its own failures; nothing may reach the statement that logs.
    }
  }

  private void acceptEarly(E event) {
    if (hasEnded()) {
      return;
    }
    if (!early.offer(factory.kept(event), factory.isPressing(event))) {
      return;
    }
    if (state.compareAndSet(State.IDLE, State.WORKING)) {
      startOpening();
    }
    Sink<E> open = sink;
    if (open != null) { // It was opened meanwhile, and may have looked into the queue before.
      drainInto(open);
    }
  }

  private void startOpening() {
    try {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      become(Sink.none()); // The JVM is going down: there is no time left to connect.
      return;
    }
    thread("hephaestus-agent-open", this::open).start();
  }

  private void open() {
    try {
      if (!isOwed() && !early.awaitCall()) {
        become(Sink.none()); // It ended before anything came that has to be sent.
        return;
      }
      Optional<Sink<E>> made = factory.open();
      if (made.isEmpty()) {
        state.set(State.ENDED);
      }
      become(made.orElseGet(Sink::none));
    } catch (InvalidConfigurationException e) {
      Notice.print(e.getMessage() + " (-D, environment or the -javaagent option)");
      become(Sink.none());
    } catch (Throwable e) {
      Notice.print("sends nothing: " + Notice.reasonOf(e));
      become(Sink.none());
    }
  }

  private boolean isOwed() {
    try {
      return factory.isOwed();
    } catch (RuntimeException unreadable) {
      return false; // The client looks there as well, when it is made, and says so.
    }
  }

  private void become(Sink<E> made) {
    sink = made;
    drainInto(made);
    opened.countDown();
  }

  private void drainInto(Sink<E> open) {
    early.drainTo(event -> deliver(event, open));
  }

  /**
   * Sends what is under way and gives everything back; waits two seconds at most. It waits longer
   * only for an appender that is still being made, which no server can delay: without one the error
   * that called for it would be neither sent nor spooled.
   */
  void stop() {
    try {
      Thread closer = end();
      if (closer != null) {
        long begin = System.nanoTime();
        boolean made = opened.await(openingMs, TimeUnit.MILLISECONDS);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        closer.join(made ? STOP_MS - Math.min(took, USUAL_OPENING_MS) : 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Begins to give everything back; the thread that does it, or null when there is nothing to do.
   */
  @Nullable Thread end() {
    State before = state.getAndSet(State.ENDED);
    if (before == State.IDLE) {
      sink = Sink.none();
    }
    if (before != State.WORKING) {
      return null;
    }
    early.end();
    forgetShutdownHook();
    Thread closer = thread("hephaestus-agent-close", this::close);
    closer.start();
    return closer;
  }

  private void close() {
    try {
      opened.await();
      Sink<E> open = sink;
      sink = Sink.none();
      if (open != null) {
        open.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Nothing can be done any more for a connection that does not close.
    }
  }

  private void forgetShutdownHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook finds nothing left to do, or is what calls.
    }
  }

  /** What the client starts from such a thread must not hold the application's class loader. */
  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Relay.class.getClassLoader());
    return thread;
  }
}
