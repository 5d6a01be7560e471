package dev.hephaestus.client;

import dev.hephaestus.client.spool.SpoolDirectory;
import dev.hephaestus.proto.v1.LogRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has an error encoded as if there were one: what the first one needs is then loaded, and it is in
 * the spool milliseconds after it was logged. Nothing of it leaves the sender or touches a file.
 */
final class Rehearsal {
  private final RecordEncoder encoder;
  private final @Nullable SpoolDirectory directory;
  private final Wakeup wakeup;

  /**
   * @param wakeup signalled when there is the real thing to be done, or the end; records below the
   *     threshold can wait in the queue
   */
  Rehearsal(RecordEncoder encoder, @Nullable SpoolDirectory directory, Wakeup wakeup) {
    this.encoder = encoder;
    this.directory = directory;
    this.wakeup = wakeup;
  }

  void run() {
    if (wakeup.isSignalled()) {
      return;
    }
    LogRecord record = encoder.encode(record(), LogRecord.Role.ROLE_TRIGGER);
    if (wakeup.isSignalled()) {
      return;
    }
    byte[] batch =
        SharedParts.of(List.of(record, record)).setFirstSequence(1).build().toByteArray();
    if (directory != null && !wakeup.isSignalled()) {
      directory.rehearse(batch);
    }
  }

  private static ClientRecord record() {
    return ClientRecord.of(1, RecordLevel.ERROR, "rehearsal")
        .thread("rehearsal")
        .template("rehearsal {}")
        .arguments(1)
        .message("rehearsal 1")
        .unchangingMdc(Map.of("rehearsal", "yes"))
        .throwable(new IllegalStateException("rehearsal", new IllegalArgumentException()));
  }
}
