package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.Objects;

/**
 * What a client says of its node when it starts.
 *
 * @param service the service's name
 * @param repository where its source is
 * @param settings what the client was configured with, defaults filled in
 * @param tenant whose the node is, as the client's credential says
 */
public record Registration(
    String service, RepositoryLocation repository, NodeSettings settings, String tenant) {

  public Registration {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(settings, "settings");
    if (service.isBlank()) {
      throw new IllegalArgumentException("service is blank");
    }
    Objects.requireNonNull(tenant, "tenant");
  }

  /** One of nobody in particular. */
  public Registration(String service, RepositoryLocation repository, NodeSettings settings) {
    this(service, repository, settings, Scope.DEFAULT_TENANT);
  }
}
