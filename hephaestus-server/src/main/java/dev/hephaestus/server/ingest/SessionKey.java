package dev.hephaestus.server.ingest;

import java.util.Objects;

/**
 * One run of one client process; with a sequence it identifies a record.
 *
 * @param nodeId the node that the process belongs to
 * @param instance which process of the node
 * @param epoch raised by the client at each start
 */
public record SessionKey(String nodeId, String instance, long epoch) {

  public SessionKey {
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(instance, "instance");
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch starts at 1, not " + epoch);
    }
  }
}
