package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** Collects records until a batch is full, old enough or urgent. Confined to the sender. */
final class BatchAssembler {
  private final int maxRecords;
  private final long maxBytes;
  private final long lingerNanos;
  private List<LogRecord> records = new ArrayList<>();
  private long bytes;
  private long oldestNanos;
  private boolean urgent;

  BatchAssembler(int maxRecords, long maxBytes, long lingerNanos) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.lingerNanos = lingerNanos;
  }

  /** Whether the record must go into the next batch instead. */
  boolean isFullFor(LogRecord record) {
    return records.size() >= maxRecords
        || (!records.isEmpty() && bytes + record.getSerializedSize() > maxBytes);
  }

  void add(LogRecord record, long now) {
    if (records.isEmpty()) {
      oldestNanos = now;
    }
    records.add(record);
    bytes += record.getSerializedSize();
    urgent |= record.getRole() == LogRecord.Role.ROLE_TRIGGER;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  int records() {
    return records.size();
  }

  long bytes() {
    return bytes;
  }

  /** How long until a batch must be made of what is here; 0 for now. */
  long nanosUntilDue(long now) {
    if (records.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean full = urgent || records.size() >= maxRecords || bytes >= maxBytes;
    return full ? 0 : Math.max(0, oldestNanos + lingerNanos - now);
  }

  List<LogRecord> take() {
    List<LogRecord> taken = records;
    records = new ArrayList<>();
    bytes = 0;
    urgent = false;
    return taken;
  }
}
