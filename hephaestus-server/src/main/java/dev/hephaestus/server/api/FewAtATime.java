package dev.hephaestus.server.api;

import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries out what takes long, so many at a time; who comes when all are busy is asked to come
 * again.
 *
 * <p><i>Threads:</i> safe for use by many at once. What runs out of time is interrupted, and keeps
 * its place until it really ends.
 */
final class FewAtATime {

  /** Come again later. */
  static final class LaterException extends HttpResponseException {
    private static final long serialVersionUID = 1L;

    /** How many seconds later. */
    static final int SECONDS = 5;

    LaterException(int status, String detail) {
      super(status, detail);
    }
  }

  private final Semaphore places;
  private final Duration time;

  FewAtATime(int places, Duration time) {
    this.places = new Semaphore(places);
    this.time = time;
  }

  /**
   * The result of the work.
   *
   * @throws LaterException with 429 when all places are taken, 503 when time ran out
   */
  <T> T run(Callable<T> work) {
    if (!places.tryAcquire()) {
      throw new LaterException(429, "Others are being answered; ask again in a few seconds.");
    }
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try {
                return work.call();
              } finally {
                places.release();
              }
            });
    Thread thread = Thread.ofPlatform().name("localize").daemon().unstarted(task);
    start(thread);
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new LaterException(503, "It took longer than " + time.toSeconds() + " seconds.");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new LaterException(503, "The server is stopping.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }

  private void start(Thread thread) {
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // Of threads: it did not start, and nobody else would give the place back.
      places.release();
      throw e;
    }
  }
}
