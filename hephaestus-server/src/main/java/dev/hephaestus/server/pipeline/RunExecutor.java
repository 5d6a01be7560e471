package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.ingest.StackTraceText;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Rework;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a run out: repairs its incident, keeps the solution, delivers it, ends the run.
 *
 * <p>What it finds is kept before the next thing is done, and each step can be done twice without
 * harm: a run that is executed again after a crash goes on where it was and ends once.
 *
 * <p><i>Threads:</i> safe for use by many at once, for different runs.
 */
public final class RunExecutor {
  private static final Logger log = LoggerFactory.getLogger(RunExecutor.class);
  private static final int TRACE_FRAMES = 20;
  private static final String REVISED = "The fix goes to the pull request that asked for it.";

  private final RunStore runs;
  private final IncidentStore incidents;
  private final NodeStore nodes;
  private final RepairPipeline pipeline;
  private final DeliveryPolicy policy;
  private final RepairListener listener;
  private final RunCancellation cancellation;
  private final Experience experience;
  private final Supplier<String> ids;
  private final Clock clock;

  public RunExecutor(
      RunStore runs,
      IncidentStore incidents,
      NodeStore nodes,
      RepairPipeline pipeline,
      DeliveryPolicy policy,
      RepairListener listener,
      RunCancellation cancellation,
      Experience experience,
      Supplier<String> ids,
      Clock clock) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.incidents = Objects.requireNonNull(incidents, "incidents");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
    this.experience = Objects.requireNonNull(experience, "experience");
    this.ids = Objects.requireNonNull(ids, "ids");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Executes the run of this id; does nothing when it has ended.
   *
   * <p><i>Errors:</i> what the stages throw, so that the queue can try again later.
   */
  public void execute(String runId) {
    Optional<Run> found = runs.find(runId);
    if (found.isEmpty() || found.get().state().isFinal()) {
      return;
    }
    Run run = found.get().started();
    runs.update(run);
    Optional<Incident> incident = incidents.find(run.incidentId());
    Optional<Node> node = nodes.find(run.nodeId());
    if (incident.isEmpty() || node.isEmpty()) {
      end(run, RunState.ABSTAINED, "The node or its incident was removed meanwhile.");
      return;
    }
    listener.started(run);
    cancellation.enter(runId);
    try {
      workUnlessCancelled(run, incident.get(), node.get());
    } finally {
      cancellation.leave(runId);
      listener.ended(run);
    }
  }

  private void workUnlessCancelled(Run run, Incident incident, Node node) {
    StoredJournal journal = new StoredJournal(runs, run, clock);
    try {
      work(journal, incident, node);
    } catch (RuntimeException e) {
      // Whatever it was doing then fails in its own way.
      if (!cancellation.ended(journal.run())) {
        throw e;
      }
    }
  }

  /** Ends a run that could not be carried out however often it was tried. */
  public void giveUp(String runId, Throwable fault) {
    log.error("run {} failed for good", runId, fault);
    runs.find(runId)
        .filter(run -> !run.state().isFinal())
        .ifPresent(
            run -> {
              end(run, RunState.FAILED, reasonOf(fault));
              incidents.move(run.incidentId(), withoutFix(run));
            });
  }

  private void work(StoredJournal journal, Incident incident, Node node) {
    String runId = journal.run().id();
    incidents.move(incident.id(), IncidentState.FIXING);
    Optional<Solution> solution = runs.solutionOfRun(runId);
    if (solution.isEmpty()) {
      switch (pipeline.repair(faultOf(journal.run(), incident, node), journal)) {
        case Outcome.Abstained abstained -> {
          end(journal.run(), RunState.ABSTAINED, abstained.reason());
          incidents.move(incident.id(), withoutFix(journal.run()));
          return;
        }
        case Outcome.AlreadyFixed already -> {
          end(journal.run(), RunState.FIXED_AT_HEAD, already.reason());
          incidents.move(
              incident.id(),
              IncidentState.FIXED_AT_HEAD,
              new Fix(already.head(), "", clock.instant()));
          return;
        }
        case Outcome.Fixed fixed ->
            solution = Optional.of(keep(runId, solutionOf(incident, node, fixed), fixed));
      }
    }
    journal.step("delivering the fix");
    String delivered = runs.revision(runId).isPresent() ? REVISED : deliver(solution.get(), node);
    end(journal.run(), RunState.FIXED, delivered);
    incidents.move(incident.id(), IncidentState.FIX_PROPOSED);
  }

  private Solution keep(String runId, Solution solution, Outcome.Fixed fixed) {
    Solution kept = runs.keep(runId, solution);
    experience.remember(kept.id(), fixed.blobs());
    return kept;
  }

  private String deliver(Solution solution, Node node) {
    StringBuilder said = new StringBuilder();
    Optional<DeliveryException> waiting = Optional.empty();
    for (Delivery delivery : policy.of(node.settings().mode(), solution)) {
      try {
        Receipt receipt = delivery.deliver(solution);
        runs.keep(solution.id(), receipt);
        receipt.notes().forEach(note -> said.append(said.isEmpty() ? "" : " ").append(note));
      } catch (DeliveryException e) {
        if (e.isRetryable() && e.waitFor().isPresent()) {
          // Where its turn comes later, the other ways need not wait for it.
          waiting = Optional.of(e);
          continue;
        }
        if (e.isRetryable()) {
          throw e;
        }
        log.warn("solution {} was not delivered: {}", solution.id(), e.getMessage());
        said.append(said.isEmpty() ? "" : " ").append(e.getMessage());
      }
    }
    if (waiting.isPresent()) {
      throw waiting.get();
    }
    return said.toString();
  }

  private void end(Run run, RunState state, String reason) {
    runs.update(run.ended(state, reason, clock.instant()));
  }

  /** Where a better fix was wanted and none found, the one before it still stands. */
  private IncidentState withoutFix(Run run) {
    return runs.revision(run.id()).isPresent() ? IncidentState.FIX_PROPOSED : IncidentState.ONGOING;
  }

  private Rework rework(Revision revision) {
    List<Patch> refused = new ArrayList<>();
    if (revision.reason().refusesWhatStands()) {
      revision.solutions().stream()
          .flatMap(id -> runs.solution(id).stream())
          .map(Solution::patch)
          .forEach(refused::add);
    }
    return new Rework(refused, revision.remarks(), revision.reason() == Revision.Reason.MOVED);
  }

  private Fault faultOf(Run run, Incident incident, Node node) {
    String commit = incident.resource().commit();
    return new Fault(
        node.repository(),
        commit.isEmpty() ? Optional.empty() : Optional.of(commit),
        incident.resource().version(),
        incident.sample(),
        incident.fingerprint().hex(),
        node.tenant(),
        runs.revision(run.id()).map(this::rework));
  }

  private Solution solutionOf(Incident incident, Node node, Outcome.Fixed fixed) {
    return new Solution(
        ids.get(),
        incident.id(),
        node.id(),
        incident.fingerprint().hex(),
        incident.title(),
        fixed.candidate().cause(),
        fixed.candidate().patch(),
        fixed.verdict(),
        fixed.candidate().origin(),
        node.repository(),
        fixed.commit(),
        StackTraceText.print(incident.sample(), TRACE_FRAMES),
        clock.instant(),
        fixed.confidence());
  }

  private static String reasonOf(Throwable fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }
}
