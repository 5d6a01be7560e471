package dev.hephaestus.server.store;

import dev.hephaestus.server.HephaestusException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Commits together what several threads hand in while a commit is under way: whoever comes first
 * commits for all that wait, so that the price of one flush to disk is shared.
 *
 * <p><i>Errors:</i> when the commit fails, all that were in it fail alike.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> group commit, DeWitt and others, "Implementation Techniques for Main Memory
 * Database Systems", 1984.
 */
final class GroupCommit {
  private static final int MOST_BATCHES = 64;
  private static final long MOST_BYTES = 16L << 20;

  private final Consumer<List<PendingAppend>> transaction;
  private final ReentrantLock committing = new ReentrantLock();
  private final Deque<PendingAppend> waiting = new ArrayDeque<>();

  /**
   * @param transaction gives each of them its end, all in one transaction
   */
  GroupCommit(Consumer<List<PendingAppend>> transaction) {
    this.transaction = transaction;
  }

  /** Returns the mark after the commit that the batch was in. */
  long append(PendingAppend append) {
    synchronized (waiting) {
      waiting.add(append);
    }
    committing.lock();
    try {
      while (!append.isSettled()) {
        commit(next());
      }
    } finally {
      committing.unlock();
    }
    return append.mark();
  }

  /** How many are not in a commit yet. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void commit(List<PendingAppend> group) {
    try {
      transaction.accept(group);
    } catch (HephaestusException failed) {
      group.forEach(append -> append.end(failed));
    } catch (RuntimeException | Error fault) {
      HephaestusException failed = new HephaestusException("records cannot be committed", fault);
      group.forEach(append -> append.end(failed));
      throw fault;
    } finally {
      group.forEach(PendingAppend::settle);
    }
  }

  private List<PendingAppend> next() {
    List<PendingAppend> group = new ArrayList<>();
    long bytes = 0;
    synchronized (waiting) {
      while (!waiting.isEmpty() && group.size() < MOST_BATCHES && bytes < MOST_BYTES) {
        PendingAppend append = waiting.remove();
        bytes += append.body().length;
        group.add(append);
      }
    }
    return group;
  }
}
