package dev.hephaestus.server.grpc;

import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.LogSession;
import dev.hephaestus.server.ingest.Loss;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.SequenceGapException;
import dev.hephaestus.server.ingest.StorageException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Between a stream's reading and the store: one at a time and in order, by an executor that all
 * streams share. Batches in a row that wait together are stored together.
 *
 * <p>It holds no more than the client's credit, and all together no more than the intake; what it
 * lets go of, stored or not, it gives back there.
 *
 * <p><i>Threads:</i> safe for use by many at once; at most one stores for a stream.
 */
final class StoringQueue {
  private static final int RECORDS_TOGETHER = 10_000;

  private final LogProcessor processor;
  private final ClientLink link;
  private final CreditPace pace;
  private final Executor executor;
  private final Intake intake;
  private final UnexpectedErrors errors;

  // Guarded by this object's lock.
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean running;
  private boolean ended;

  private sealed interface Step {
    record Store(LogSession session, RecordBatch batch, long bytes, List<Loss> losses)
        implements Step {}

    record End(@Nullable StatusRuntimeException status) implements Step {}
  }

  StoringQueue(
      LogProcessor processor,
      ClientLink link,
      CreditPace pace,
      Executor executor,
      Intake intake,
      UnexpectedErrors errors) {
    this.pace = Objects.requireNonNull(pace, "pace");
    this.processor = Objects.requireNonNull(processor, "processor");
    this.link = Objects.requireNonNull(link, "link");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.intake = Objects.requireNonNull(intake, "intake");
    this.errors = Objects.requireNonNull(errors, "errors");
  }

  /** Takes what the intake has taken in. */
  void add(LogSession session, RecordBatch batch, long bytes, List<Loss> losses) {
    if (!put(new Step.Store(session, batch, bytes, losses))) {
      intake.giveBack(bytes);
    }
  }

  /** Closes the client's stream after everything before; without a status it ends well. */
  void end(@Nullable StatusRuntimeException status) {
    put(new Step.End(status));
  }

  private synchronized boolean put(Step step) {
    if (ended) {
      return false;
    }
    ended = step instanceof Step.End;
    steps.add(step);
    if (!running) {
      running = true;
      schedule();
    }
    return true;
  }

  private void schedule() {
    try {
      executor.execute(this::step);
    } catch (RejectedExecutionException stopping) {
      drop();
      link.close(
          Status.UNAVAILABLE
              .withDescription("the server is going away; connect again")
              .asRuntimeException());
    }
  }

  /** One step, then back to the end of the executor's line: no stream keeps others waiting. */
  private void step() {
    switch (next()) {
      case Step.Store store -> store(store);
      case Step.End end -> link.close(end.status());
    }
    synchronized (this) {
      running = !steps.isEmpty();
      if (running) {
        schedule();
      }
    }
  }

  private synchronized Step next() {
    Step first = steps.remove();
    return first instanceof Step.Store store ? together(store) : first;
  }

  private Step.Store together(Step.Store first) {
    List<Loss> losses = new ArrayList<>(newLosses(first));
    RecordBatch last = first.batch();
    Step.Store next = follower(last);
    if (next == null) {
      return new Step.Store(first.session(), last, first.bytes(), losses);
    }
    List<LogRecord> records = new ArrayList<>(last.records());
    long bytes = first.bytes();
    while (next != null && records.size() + next.batch().records().size() <= RECORDS_TOGETHER) {
      steps.remove();
      last = next.batch();
      records.addAll(last.records());
      losses.addAll(newLosses(next));
      bytes += next.bytes();
      next = follower(last);
    }
    RecordBatch batch =
        new RecordBatch(
            first.batch().session(),
            first.batch().firstSequence(),
            records,
            first.batch().skipped());
    return new Step.Store(first.session(), batch, bytes, losses);
  }

  /** A batch that comes again brings the losses that it brought the first time. */
  private static List<Loss> newLosses(Step.Store store) {
    boolean isNew = store.batch().lastSequence() > store.session().durable();
    return isNew ? store.losses() : List.of();
  }

  /** The waiting batch that goes on where this one ends. */
  private Step.@Nullable Store follower(RecordBatch batch) {
    return steps.peek() instanceof Step.Store next
            && next.batch().firstSequence() == batch.lastSequence() + 1
        ? next
        : null;
  }

  private void store(Step.Store store) {
    LogSession session = store.session();
    try {
      long mark = session.append(store.batch());
      store.losses().forEach(processor::lost);
      pace.stored(link, mark, store.batch().records().size(), store.bytes());
    } catch (SequenceGapException gap) {
      fail(Status.FAILED_PRECONDITION.withDescription(gap.getMessage()).asRuntimeException());
    } catch (StorageException disk) {
      fail(errors.notStored(where(session), disk));
    } catch (RuntimeException | LinkageError error) {
      fail(
          errors.unavailable(
              where(session), "the records could not be stored, send them again", error));
    } finally {
      intake.giveBack(store.bytes());
    }
  }

  private static String where(LogSession session) {
    return "Storing records of " + session.key();
  }

  private void drop() {
    List<Step> dropped = List.copyOf(steps);
    steps.clear();
    for (Step step : dropped) {
      if (step instanceof Step.Store store) {
        intake.giveBack(store.bytes());
      }
    }
  }

  private void fail(StatusRuntimeException status) {
    synchronized (this) {
      ended = true;
      drop();
    }
    link.close(status);
  }
}
