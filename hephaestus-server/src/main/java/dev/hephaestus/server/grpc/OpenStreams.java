package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Gatekeeper;
import dev.hephaestus.server.security.Principal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose the open streams are, so that they end when their credential does: a stream lives for
 * hours, and was asked for its credential when it began.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class OpenStreams {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

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
    try {
      Map<Principal, Boolean> holding = new ConcurrentHashMap<>();
      callers.forEach(
          (stream, caller) -> {
            if (!holding.computeIfAbsent(caller, gate::stillHolds)) {
              stream.end(ended());
              remove(stream);
            }
          });
    } catch (RuntimeException e) {
      LOG.warn("The credentials of open streams could not be looked at", e);
    }
  }

  private static StatusRuntimeException ended() {
    return Status.UNAUTHENTICATED
        .withDescription("the credential of this stream was revoked or has expired")
        .asRuntimeException();
  }
}
