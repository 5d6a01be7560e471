package dev.hephaestus.server.security;

import java.util.List;

/**
 * Takes note of what was decided and done, for good.
 *
 * <p><i>Errors:</i> {@link dev.hephaestus.server.HephaestusException} when it cannot: what must not
 * be done unseen is then not done.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
@FunctionalInterface
public interface AuditLog {

  /** The event is on disk when this returns. */
  void record(AuditEvent event);

  /** The events are on disk when this returns, in their order. */
  default void recordAll(List<AuditEvent> events) {
    events.forEach(this::record);
  }

  /** Keeps nothing. */
  static AuditLog none() {
    return event -> {};
  }
}
