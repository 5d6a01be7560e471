package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import java.time.Duration;
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
 * @param deployed the commit that is taken for the one that logged the fault; empty before that is
 *     known
 * @param deployedBecause why that one, one sentence
 * @param worked how long it was worked on, in all its starts
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
    Optional<Instant> ended,
    String deployed,
    String deployedBecause,
    Duration worked) {

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
    Objects.requireNonNull(deployed, "deployed");
    Objects.requireNonNull(deployedBecause, "deployedBecause");
    Objects.requireNonNull(worked, "worked");
  }

  /** A run that does not know yet which commit logged the fault. */
  public Run(
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
    this(
        id,
        incidentId,
        nodeId,
        state,
        step,
        reason,
        starts,
        cost,
        created,
        ended,
        "",
        "",
        Duration.ZERO);
  }

  /** The same run, started once more. */
  Run started() {
    return in(RunState.RUNNING, step, "", starts + 1, cost, ended);
  }

  /** The same run at another step. */
  Run at(String newStep) {
    return in(state, newStep, reason, starts, cost, ended);
  }

  /** The same run after spending more. */
  Run costing(Cost more) {
    return in(state, step, reason, starts, cost.plus(more), ended);
  }

  /** The same run at its end. */
  Run ended(RunState how, String why, Instant when) {
    return in(how, step, why, starts, cost, Optional.of(when));
  }

  /** The same run, when it is known which commit logged the fault. */
  Run analysing(String commit, String because) {
    return new Run(
        id,
        incidentId,
        nodeId,
        state,
        step,
        reason,
        starts,
        cost,
        created,
        ended,
        commit,
        because,
        worked);
  }

  /** The same run after more work. */
  Run working(Duration inAll) {
    return new Run(
        id,
        incidentId,
        nodeId,
        state,
        step,
        reason,
        starts,
        cost,
        created,
        ended,
        deployed,
        deployedBecause,
        inAll);
  }

  private Run in(
      RunState newState,
      String newStep,
      String newReason,
      int newStarts,
      Cost newCost,
      Optional<Instant> newEnd) {
    return new Run(
        id,
        incidentId,
        nodeId,
        newState,
        newStep,
        newReason,
        newStarts,
        newCost,
        created,
        newEnd,
        deployed,
        deployedBecause,
        worked);
  }
}
