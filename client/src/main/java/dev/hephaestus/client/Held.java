package dev.hephaestus.client;

import dev.hephaestus.client.spool.SpoolEntry;
import dev.hephaestus.proto.v1.Batch;
import org.jspecify.annotations.Nullable;

/** A batch that is not acknowledged: in memory, in the spool or in both. Confined to the sender. */
final class Held {
  final long firstSequence;
  final int records;
  @Nullable Batch batch;
  @Nullable SpoolEntry entry;

  Held(long firstSequence, int records, @Nullable Batch batch, @Nullable SpoolEntry entry) {
    this.firstSequence = firstSequence;
    this.records = records;
    this.batch = batch;
    this.entry = entry;
  }

  static Held of(Batch batch, @Nullable SpoolEntry entry) {
    return new Held(batch.getFirstSequence(), batch.getRecordsCount(), batch, entry);
  }

  static Held of(SpoolEntry entry) {
    return new Held(entry.firstSequence(), entry.records(), null, entry);
  }

  long lastSequence() {
    return firstSequence + records - 1;
  }

  /** What it costs of the heap. */
  long bytes() {
    return batch == null ? 0 : batch.getSerializedSize();
  }
}
