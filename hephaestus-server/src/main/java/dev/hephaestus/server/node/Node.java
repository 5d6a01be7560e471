package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A service whose logs are watched and whose repository is worked on.
 *
 * @param id given by the server
 * @param service the service's name
 * @param repository where its source is
 * @param settings what is set for it
 * @param state where it is in its life
 * @param reason why the state is ERROR, what INITIALIZING waits for, or what keeps fixes of an
 *     active node from being delivered; one sentence, else empty
 * @param created when it was registered
 * @param lastSeen when a client of it was last heard
 * @param overridden the settings that were changed on the server, and so win over what clients are
 *     configured with
 * @param tenant whose it is
 */
public record Node(
    String id,
    String service,
    RepositoryLocation repository,
    NodeSettings settings,
    NodeState state,
    String reason,
    Instant created,
    Instant lastSeen,
    Set<Setting> overridden,
    String tenant) {

  public Node {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(lastSeen, "lastSeen");
    overridden = Set.copyOf(overridden);
    Objects.requireNonNull(tenant, "tenant");
  }

  /** A node of nobody in particular. */
  public Node(
      String id,
      String service,
      RepositoryLocation repository,
      NodeSettings settings,
      NodeState state,
      String reason,
      Instant created,
      Instant lastSeen,
      Set<Setting> overridden) {
    this(
        id,
        service,
        repository,
        settings,
        state,
        reason,
        created,
        lastSeen,
        overridden,
        Scope.DEFAULT_TENANT);
  }

  /** A node of which no setting was changed on the server. */
  public Node(
      String id,
      String service,
      RepositoryLocation repository,
      NodeSettings settings,
      NodeState state,
      String reason,
      Instant created,
      Instant lastSeen) {
    this(id, service, repository, settings, state, reason, created, lastSeen, Set.of());
  }

  /** The same node under another id. */
  public Node withId(String newId) {
    return new Node(
        newId, service, repository, settings, state, reason, created, lastSeen, overridden, tenant);
  }

  /** The same node in another state. */
  public Node in(NodeState newState, String newReason) {
    return new Node(
        id,
        service,
        repository,
        settings,
        newState,
        newReason,
        created,
        lastSeen,
        overridden,
        tenant);
  }

  /** The same node with other settings. */
  public Node with(NodeSettings newSettings) {
    return new Node(
        id, service, repository, newSettings, state, reason, created, lastSeen, overridden, tenant);
  }

  /** The same node with other settings, of which these were changed on the server. */
  public Node with(NodeSettings newSettings, Set<Setting> newOverridden) {
    return new Node(
        id,
        service,
        repository,
        newSettings,
        state,
        reason,
        created,
        lastSeen,
        newOverridden,
        tenant);
  }

  /** The same node, its source elsewhere. */
  public Node at(RepositoryLocation newRepository) {
    return new Node(
        id, service, newRepository, settings, state, reason, created, lastSeen, overridden, tenant);
  }

  /** The same node, heard at an instant. */
  public Node seen(Instant when) {
    return new Node(
        id, service, repository, settings, state, reason, created, when, overridden, tenant);
  }

  /** Whether its repository could be read when it was looked at last. */
  boolean isReady() {
    return state != NodeState.INITIALIZING && state != NodeState.ERROR;
  }

  /** What somebody did with it, for the audit log. */
  public AuditEvent event(String action, String actor) {
    return new AuditEvent(
        actor,
        tenant,
        action,
        id,
        Map.of(
            "service", service,
            "repository", repository.forPeople(),
            "mode", settings.mode().name().toLowerCase(Locale.ROOT)));
  }

  /** Whether a credential of that scope reaches it. */
  public boolean isWithin(Scope scope) {
    return scope.contains(tenant, repository.forPeople());
  }
}
