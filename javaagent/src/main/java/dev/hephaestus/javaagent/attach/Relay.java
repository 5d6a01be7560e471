package dev.hephaestus.javaagent.attach;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one logger context to our appender, which it makes when the first event comes.
 *
 * <p><i>Shape:</i> idle → opening (first event) → open → stopped. Opening loads a few hundred classes, so it happens on
 * a thread of its own; the events of that time wait in a bounded queue, and what does not fit is dropped.
 *
 * <p><i>Errors:</i> none is thrown. <i>Threads:</i> any; {@link #accept} never blocks.
 *
 * @param <E> the logging library's event
 */
final class Relay<E> {

  private static final int EARLY_EVENTS = 1_024;
  private static final long STOP_MS = 2_000;

  private enum State {
    IDLE,
    OPENING,
    OPEN,
    STOPPED
  }

  private final SinkFactory<E> factory;

  /** Between the application's first events and the appender that is being made. */
  private final BlockingQueue<E> early = new ArrayBlockingQueue<>(EARLY_EVENTS);

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicReference<@Nullable Thread> shutdownHook = new AtomicReference<>();
  private volatile @Nullable Sink<E> sink;

  Relay(SinkFactory<E> factory) {
    this.factory = factory;
  }

  void accept(E event) {
    try {
      Sink<E> open = sink;
      if (open != null) {
        open.append(event);
      } else {
        acceptEarly(event);
      }
    } catch (LinkageError e) {
      giveUp(e);
    } catch (Throwable e) {
      // The appender counts its own failures; nothing may reach the statement that logs.
    }
  }

  private void acceptEarly(E event) {
    if (state.get() == State.STOPPED || !early.offer(factory.kept(event))) {
      return;
    }
    if (state.compareAndSet(State.IDLE, State.OPENING)) {
      startOpening();
    }
    Sink<E> open = sink;
    if (open != null) {
      drainInto(open);
    }
  }

  private void startOpening() {
    Thread hook = new Thread(null, this::stop, "hephaestus-agent-shutdown", 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      shutdownHook.set(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: there is no time left to connect.
      become(Sink.none());
      return;
    }
    Thread opener = new Thread(null, this::open, "hephaestus-agent-open", 0, false);
    opener.setDaemon(true);
    // Threads of the client are started from here: they must not hold the application's loader.
    opener.setContextClassLoader(Relay.class.getClassLoader());
    opener.start();
  }

  private void open() {
    try {
      become(factory.open());
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  private void giveUp(Throwable fault) {
    Complaint.about(fault);
    become(Sink.none());
  }

  private void become(Sink<E> next) {
    sink = next;
    state.compareAndSet(State.OPENING, State.OPEN);
    drainInto(next);
    opened.countDown();
  }

  private void drainInto(Sink<E> open) {
    for (E event = early.poll(); event != null; event = early.poll()) {
      open.append(event);
    }
  }

  /** Turns the relay off while it stays where it is, since the application has an appender of its own. */
  void yieldToConfigured() {
    State before = state.getAndSet(State.STOPPED);
    Sink<E> open = sink;
    sink = Sink.none();
    early.clear();
    if (before == State.OPEN && open != null) {
      release(open);
    }
  }

  /** Sends what is under way and gives everything back: two seconds at most, once. */
  void stop() {
    State before = state.getAndSet(State.STOPPED);
    if (before == State.OPENING || before == State.OPEN) {
      release(null);
    } else if (before == State.IDLE) {
      sink = Sink.none();
    }
  }

  private void release(@Nullable Sink<E> known) {
    Thread hook = shutdownHook.getAndSet(null);
    if (hook != null && hook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is going down and the hook runs already: it finds nothing left to do.
      }
    }
    Thread closer =
        new Thread(null, () -> close(known), "hephaestus-agent-close", 0, false);
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(@Nullable Sink<E> known) {
    try {
      Sink<E> open = known;
      if (open == null && opened.await(STOP_MS, TimeUnit.MILLISECONDS)) {
        open = sink;
      }
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
}
