package dev.hephaestus.server.security;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A decision or an action that somebody may want to know of later.
 *
 * @param actor who: a {@link Principal}'s name, {@code administrator} at the command line, {@code
 *     server} by itself
 * @param tenant whose matter it is; empty for the server's own
 * @param action what: a noun and a participle, {@code key.created}
 * @param target to what: an id
 * @param details more, by name; never a secret
 */
public record AuditEvent(
    String actor, String tenant, String action, String target, Map<String, String> details) {

  public AuditEvent {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(target, "target");
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
