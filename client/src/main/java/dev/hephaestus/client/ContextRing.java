package dev.hephaestus.client;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The last records below the threshold, bounded by count and by bytes; the oldest go first. */
final class ContextRing {
  private final ArrayDeque<ClientRecord> records = new ArrayDeque<>();
  private final long maxBytes;
  private int capacity;
  private long bytes;

  ContextRing(int capacity, long maxBytes) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
  }

  void resize(int newCapacity) {
    capacity = newCapacity;
    evict();
  }

  void add(ClientRecord record) {
    records.addLast(record);
    bytes += record.roughBytes();
    evict();
  }

  /** Hands all on, oldest first, and keeps none. */
  void drainTo(Consumer<ClientRecord> taker) {
    records.forEach(taker);
    records.clear();
    bytes = 0;
  }

  private void evict() {
    while (!records.isEmpty() && (records.size() > capacity || bytes > maxBytes)) {
      bytes -= records.removeFirst().roughBytes();
    }
  }
}
