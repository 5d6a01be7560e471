package dev.hephaestus.server.ingest;

import java.util.Map;
import java.util.Objects;

/**
 * What all records of a session have in common.
 *
 * @param service the service's name
 * @param version its version, or empty
 * @param commit full hash of the Git commit it was built from, or empty when unknown
 * @param host host name, or empty
 * @param attributes everything else, by OpenTelemetry's names where it has one
 */
public record Resource(
    String service, String version, String commit, String host, Map<String, String> attributes) {

  public Resource {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(host, "host");
    attributes = Map.copyOf(attributes);
  }
}
