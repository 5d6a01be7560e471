package dev.hephaestus.server.validation.build;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One run of the compiler on a thread of its own, which nobody waits for longer than a time: what
 * it infers can take as long as whoever wrote the source likes.
 *
 * <p><i>Shape:</i> nothing stops a thread from outside. One that is given up ends at the next step
 * that the compiler tells of, and from the moment on in which it is given up it writes no class.
 *
 * <p><i>Threads:</i> used by one; the compiler's own thread is a daemon.
 */
final class CompilerRun {
  private static final long STACK_BYTES = 16L << 20;
  private static final long BETWEEN_LOOKS_MS = 5;

  private enum State {
    READING,
    WRITING,
    GIVEN_UP
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.READING);
  private final CompletableFuture<Boolean> result = new CompletableFuture<>();
  private final Thread thread;

  /**
   * Starts the run.
   *
   * @param task made on the thread that runs it: an interrupted one would close the compiler's own
   *     files, which all its runs in this process share
   * @param afterwards called at the end of the run, with whether it was given up
   */
  CompilerRun(Callable<JavacTask> task, Consumer<Boolean> afterwards) {
    this.thread = new Thread(null, () -> run(task, afterwards), "candidate-compiler", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Callable<JavacTask> made, Consumer<Boolean> afterwards) {
    try {
      JavacTask task = made.call();
      task.setTaskListener(new Steps());
      result.complete(task.call());
    } catch (Throwable fault) { // a deep source ends in a StackOverflowError, among others
      result.completeExceptionally(fault);
    } finally {
      afterwards.accept(state.get() == State.GIVEN_UP);
    }
  }

  /**
   * Waits for the end of the task.
   *
   * @return whether everything was compiled
   * @throws TimeoutException when it was given up
   * @throws InterruptedException when the one who waits is no longer to; it was given up, too
   * @throws ExecutionException with what the compiler threw
   */
  boolean within(Duration limit) throws TimeoutException, InterruptedException, ExecutionException {
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException ending) {
      giveUp();
      throw ending;
    }
  }

  /** A class that is being written is written to its end first. */
  private void giveUp() throws InterruptedException {
    while (!state.compareAndSet(State.READING, State.GIVEN_UP) && thread.isAlive()) {
      thread.join(BETWEEN_LOOKS_MS);
    }
  }

  private final class Steps implements TaskListener {
    @Override
    public void started(TaskEvent event) {
      boolean writes = event.getKind() == TaskEvent.Kind.GENERATE;
      boolean goesOn =
          writes
              ? state.compareAndSet(State.READING, State.WRITING)
              : state.get() != State.GIVEN_UP;
      if (!goesOn) {
        throw new CancellationException("nobody waits for this any more");
      }
    }

    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.GENERATE) {
        state.compareAndSet(State.WRITING, State.READING);
      }
    }
  }
}
