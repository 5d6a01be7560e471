package dev.hephaestus.server.node;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Objects;

/**
 * A node that was removed. Registered again it gets its id back, and with it what it had.
 *
 * @param id as it was
 * @param service the service's name
 * @param repository where its source was
 * @param tenant whose it was
 */
public record ArchivedNode(
    String id, String service, RepositoryLocation repository, String tenant) {

  public ArchivedNode {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(tenant, "tenant");
  }
}
