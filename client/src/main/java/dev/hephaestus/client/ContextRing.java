package dev.hephaestus.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** The last records below the threshold of one errand; each change says how many bytes it moved. */
final class ContextRing {
  private static final int FIRST_ROOM = 8;

  private final ArrayDeque<ClientRecord> records = new ArrayDeque<>(FIRST_ROOM);
  private final LongAdder passedOver;

  /**
   * An empty one.
   *
   * @param passedOver counts what no trigger came for
   */
  ContextRing(LongAdder passedOver) {
    this.passedOver = passedOver;
  }

  int size() {
    return records.size();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  long add(ClientRecord record) {
    records.addLast(record);
    return record.roughBytes();
  }

  long shrinkTo(int capacity) {
    long freed = 0;
    while (records.size() > capacity) {
      freed += dropOldest();
    }
    return freed;
  }

  long dropOldest() {
    ClientRecord oldest = records.pollFirst();
    if (oldest == null) {
      return 0;
    }
    passedOver.increment();
    return oldest.roughBytes();
  }

  long roughBytes() {
    long bytes = 0;
    for (ClientRecord record : records) {
      bytes += record.roughBytes();
    }
    return bytes;
  }

  /** Oldest first. */
  Collection<ClientRecord> records() {
    return records;
  }
}
