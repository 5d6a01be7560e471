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

  /** The same run, started once more. */
  Run started() {
    return new Run(
        id, incidentId, nodeId, RunState.RUNNING, step, "", starts + 1, cost, created, ended);
  }

  /** The same run at another step. */
  Run at(String newStep) {
    return new Run(id, incidentId, nodeId, state, newStep, reason, starts, cost, created, ended);
  }

  /** The same run after spending more. */
  Run costing(Cost more) {
    return new Run(
        id, incidentId, nodeId, state, step, reason, starts, cost.plus(more), created, ended);
  }

  /** The same run at its end. */
  Run ended(RunState how, String why, Instant when) {
    return new Run(
        id, incidentId, nodeId, how, step, why, starts, cost, created, Optional.of(when));
  }
}
