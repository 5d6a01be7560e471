package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.node.Threshold;
import java.time.Instant;
import java.util.Objects;

/**
 * What of a sighting is counted.
 *
 * @param position where its record is in the order of storing
 * @param time when it was logged
 * @param rank how much the record says, see {@link Facts#rank}
 * @param resource what its session said about itself
 * @param threshold how many of its like make an incident
 */
public record Mark(long position, Instant time, int rank, Resource resource, Threshold threshold) {

  public Mark {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(threshold, "threshold");
  }
}
