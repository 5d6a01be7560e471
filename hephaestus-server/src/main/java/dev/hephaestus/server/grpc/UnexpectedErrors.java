package dev.hephaestus.server.grpc;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.node.Registrar;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the details of an unexpected error in the log and gives the peer a reference to them. */
final class UnexpectedErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

  private final Ids ids;
  private final StorageFaults storage = new StorageFaults(this);

  UnexpectedErrors(Ids ids) {
    this.ids = Objects.requireNonNull(ids, "ids");
  }

  /** What the peer is told of a disk that fails. */
  StatusRuntimeException notStored(String where, StorageException fault) {
    return storage.status(where, fault);
  }

  /** What the peer is told when a call that went on in the background ends so. */
  StatusRuntimeException of(String where, Throwable thrown) {
    Throwable fault =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (fault) {
      case StatusRuntimeException known -> known;
      case StorageException disk -> notStored(where, disk);
      case Registrar.TooManyException crowd -> ComeBack.crowded();
      case RejectedExecutionException stopping -> GrpcLogService.goingAway();
      default -> internal(where, fault);
    };
  }

  /** What the peer is told. */
  StatusRuntimeException internal(String where, Throwable error) {
    return report(Status.INTERNAL, where, "internal error", error);
  }

  /** The same, where trying again later can help. */
  StatusRuntimeException unavailable(String where, String what, Throwable error) {
    return report(Status.UNAVAILABLE, where, what, error);
  }

  /** Keeps the details; returns the reference to them. */
  String keep(String where, Throwable error) {
    String reference = ids.next();
    LOG.error("{} failed, reference {}", where, reference, error);
    return reference;
  }

  private StatusRuntimeException report(Status as, String where, String what, Throwable error) {
    String reference = keep(where, error);
    return as.withDescription(
            what + "; the server's log has the details under reference " + reference)
        .asRuntimeException();
  }
}
