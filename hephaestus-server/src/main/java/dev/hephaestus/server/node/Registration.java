package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Objects;

/**
 * What a client says of its node when it starts.
 *
 * @param service the service's name
 * @param repository where its source is
 * @param settings what the client was configured with, defaults filled in
 */
public record Registration(String service, RepositoryLocation repository, NodeSettings settings) {

  public Registration {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(settings, "settings");
    if (service.isBlank()) {
      throw new IllegalArgumentException("service is blank");
    }
  }
}
