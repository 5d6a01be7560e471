package dev.hephaestus.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hephaestus.client.spool.Spool;
import dev.hephaestus.client.spool.SpoolEntry;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which batches go into the spool, and how they come out again. Confined to the sender. */
final class Spooling {
  private final boolean all;
  private final Spool spool;

  /**
   * @param all whether batches without a trigger are spooled, too
   */
  Spooling(Spool spool, boolean all) {
    this.spool = spool;
    this.all = all;
  }

  void onDropping(Consumer<List<SpoolEntry>> listener) {
    spool.onDropping(listener);
  }

  /** Whether a batch of such records would probably be written. */
  boolean takes(List<LogRecord> records) {
    return (all || hasTrigger(records)) && spool.isUsable();
  }

  boolean isUsable() {
    return spool.isUsable();
  }

  /** Writes the batch if it is of the kind that is kept; null when it was not written. */
  @Nullable SpoolEntry write(Batch batch) {
    if (!takes(batch.getRecordsList())) {
      return null;
    }
    return spool
        .append(batch.getFirstSequence(), batch.getRecordsCount(), batch.toByteArray())
        .orElse(null);
  }

  /** The batch of an entry, or null when it cannot be read any more. */
  @Nullable Batch read(SpoolEntry entry) {
    try {
      Batch batch = Batch.parseFrom(spool.read(entry));
      boolean same =
          batch.getFirstSequence() == entry.firstSequence()
              && batch.getRecordsCount() == entry.records();
      return same ? batch : null;
    } catch (InvalidProtocolBufferException damaged) {
      return null;
    } catch (IOException gone) {
      return null;
    }
  }

  void release(SpoolEntry entry) {
    spool.release(entry);
  }

  /** An empty one for a new epoch. */
  Spooling begin(long epoch) {
    return new Spooling(spool.begin(epoch), all);
  }

  void discard() {
    spool.discard();
  }

  void close() {
    spool.close();
  }

  private static boolean hasTrigger(List<LogRecord> records) {
    for (LogRecord record : records) {
      if (record.getRole() == LogRecord.Role.ROLE_TRIGGER) {
        return true;
      }
    }
    return false;
  }
}
