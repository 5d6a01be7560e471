package dev.hephaestus.server.grpc;

import dev.hephaestus.server.ingest.StorageException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Answers for a disk that fails. The log gets the details now and then only: it may be on that
 * disk, and every client comes back again and again.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class StorageFaults {
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final UnexpectedErrors errors;
  private final Map<StorageException.Reason, Said> said =
      new EnumMap<>(StorageException.Reason.class);

  private record Said(String reference, long nanos) {}

  StorageFaults(UnexpectedErrors errors) {
    this.errors = Objects.requireNonNull(errors, "errors");
  }

  /** What the peer is told. */
  StatusRuntimeException status(String where, StorageException fault) {
    return ComeBack.notStored(fault.reason(), reference(where, fault));
  }

  private synchronized String reference(String where, StorageException fault) {
    Said last = said.get(fault.reason());
    long now = System.nanoTime();
    if (last != null && now - last.nanos < QUIET.toNanos()) {
      return last.reference;
    }
    String reference = errors.keep(where, fault);
    said.put(fault.reason(), new Said(reference, now));
    return reference;
  }
}
