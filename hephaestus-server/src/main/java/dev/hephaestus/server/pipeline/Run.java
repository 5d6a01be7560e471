package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One go at fixing an incident.
 *
 * @param id given by the server; ids grow with time
 * @param incidentId what it works on
 * @param nodeId the node that the incident belongs to
 * @param state where it is
 * @param step what it does now, or did last, for people
 * @param reason why it ended as it did; empty while it goes on
 * @param starts how often it was started: above 1 when it was resumed after a crash
 * @param cost what its proposals cost
 * @param created when it was queued
 * @param ended when it ended
 */
public record Run(
    String id,
    String incidentId,
    String nodeId,
    RunState state,
    String step,
    String reason,
    int starts,
    Cost cost,
    Instant created,
    Optional<Instant> ended) {

  public Run {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(incidentId, "incidentId");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(cost, "cost");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(ended, "ended");
  }
}
