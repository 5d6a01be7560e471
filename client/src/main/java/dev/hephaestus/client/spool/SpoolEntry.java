package dev.hephaestus.client.spool;

/** Where a batch lies on disk. */
public final class SpoolEntry {
  final Segment segment;
  final long offset;
  final int payloadBytes;
  private final long firstSequence;
  private final int records;

  SpoolEntry(Segment segment, long offset, int payloadBytes, long firstSequence, int records) {
    this.segment = segment;
    this.offset = offset;
    this.payloadBytes = payloadBytes;
    this.firstSequence = firstSequence;
    this.records = records;
  }

  /** The sequence of its first record. */
  public long firstSequence() {
    return firstSequence;
  }

  /** How many records it has. */
  public int records() {
    return records;
  }

  /** The sequence of its last record. */
  public long lastSequence() {
    return firstSequence + records - 1;
  }

  /** The size of the batch. */
  public int payloadBytes() {
    return payloadBytes;
  }
}
