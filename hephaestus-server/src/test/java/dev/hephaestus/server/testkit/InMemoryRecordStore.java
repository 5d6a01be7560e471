package dev.hephaestus.server.testkit;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SequenceGapException;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps records in memory; it can be held up, as by a slow disk, and it can fail. */
public final class InMemoryRecordStore implements RecordStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goOn = lock.newCondition();
  private final Map<SessionKey, Resource> resources = new HashMap<>();
  private final Map<SessionKey, Long> marks = new HashMap<>();
  private final List<StoredRecord> records = new ArrayList<>();
  private final List<Integer> appended = new ArrayList<>();
  private boolean held;
  private @Nullable RuntimeException failure;

  @Override
  public long open(SessionKey session, Resource resource) {
    lock.lock();
    try {
      resources.put(session, resource);
      return marks.getOrDefault(session, 0L);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long append(RecordBatch batch) {
    lock.lock();
    try {
      while (held) {
        goOn.awaitUninterruptibly();
      }
      RuntimeException failing = failure;
      if (failing != null) {
        throw failing;
      }
      return store(batch);
    } finally {
      lock.unlock();
    }
  }

  private long store(RecordBatch batch) {
    SessionKey session = batch.session();
    Resource resource = resources.get(session);
    if (resource == null) {
      throw new IllegalStateException("session was not opened: " + session);
    }
    long mark = marks.getOrDefault(session, 0L);
    if (!batch.follows(mark)) {
      throw new SequenceGapException(session, mark + 1, batch.firstSequence());
    }
    long sequence = batch.firstSequence();
    for (LogRecord each : batch.records()) {
      if (sequence > mark) {
        records.add(new StoredRecord(records.size() + 1L, session, sequence, resource, each));
        mark = sequence;
      }
      sequence++;
    }
    marks.put(session, mark);
    appended.add(batch.records().size());
    return mark;
  }

  @Override
  public List<StoredRecord> after(long position, int limit) {
    lock.lock();
    try {
      return records.stream().filter(r -> r.position() > position).limit(limit).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<StoredRecord> preceding(StoredRecord record, int limit) {
    lock.lock();
    try {
      List<StoredRecord> before =
          records.stream()
              .filter(r -> r.session().equals(record.session()))
              .filter(r -> r.position() < record.position())
              .toList();
      return List.copyOf(before.subList(Math.max(0, before.size() - limit), before.size()));
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@link #append} waits. */
  public void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  /** {@link #append} goes on. */
  public void release() {
    lock.lock();
    try {
      held = false;
      goOn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@link #append} throws this; null: it works again. */
  public void failWith(@Nullable RuntimeException newFailure) {
    lock.lock();
    try {
      failure = newFailure;
    } finally {
      lock.unlock();
    }
  }

  /** How many records each call of {@link #append} that came through was given. */
  public List<Integer> appended() {
    lock.lock();
    try {
      return List.copyOf(appended);
    } finally {
      lock.unlock();
    }
  }

  /** All that is stored. */
  public List<StoredRecord> all() {
    return after(0, Integer.MAX_VALUE);
  }
}
