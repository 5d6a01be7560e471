package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.Principal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose the open streams are, so that they end when their credential does: a stream lives for
 * hours, and was asked for its credential when it began.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class OpenStreams {
  private final Gatekeeper gate;
  private final Map<LogStream, Principal> callers = new ConcurrentHashMap<>();

  OpenStreams(Gatekeeper gate) {
    this.gate = Objects.requireNonNull(gate, "gate");
  }

  void add(LogStream stream, Principal caller) {
    callers.put(stream, caller);
  }

  void remove(LogStream stream) {
    callers.remove(stream);
  }

  /** Ends those whose credential does not hold any more; each credential is looked at once. */
  void recheck() {
    Map<Principal, Boolean> holding = new ConcurrentHashMap<>();
    callers.forEach(
        (stream, caller) -> {
          if (!holding.computeIfAbsent(caller, gate::stillHolds)) {
            stream.end(ended());
            remove(stream);
          }
        });
  }

  private static StatusRuntimeException ended() {
    return Status.UNAUTHENTICATED
        .withDescription("the credential of this stream was revoked or has expired")
        .asRuntimeException();
  }
}
