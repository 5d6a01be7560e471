package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Ends runs that nobody wants any more: at once where they wait, at their next step where they are
 * carried out elsewhere; whatever a run of this server waits for is interrupted.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class RunCancellation {
  private static final String REASON = "It was cancelled.";

  private final RunStore runs;
  private final IncidentStore incidents;
  private final Clock clock;
  private final Map<String, Thread> working = new HashMap<>();
  private final Set<String> interrupted = new HashSet<>();

  public RunCancellation(RunStore runs, IncidentStore incidents, Clock clock) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.incidents = Objects.requireNonNull(incidents, "incidents");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Cancels; a run that has ended stays as it is. Returns the run, when there is one. */
  public Optional<Run> cancel(String runId) {
    Optional<Run> run = runs.find(runId);
    if (run.isEmpty() || run.get().state().isFinal()) {
      return run;
    }
    runs.cancel(runId);
    if (!interrupt(runId)) {
      runs.find(runId).filter(waiting -> !waiting.state().isFinal()).ifPresent(this::end);
    }
    return runs.find(runId);
  }

  private synchronized boolean interrupt(String runId) {
    Thread worker = working.get(runId);
    if (worker != null) {
      worker.interrupt();
      interrupted.add(runId);
    }
    return worker != null;
  }

  /** The calling thread carries the run out from now on. */
  synchronized void enter(String runId) {
    working.put(runId, Thread.currentThread());
  }

  /** Not any more; an interruption that was meant for the run does not outlive it. */
  synchronized void leave(String runId) {
    working.remove(runId);
    if (interrupted.remove(runId)) {
      Thread.interrupted();
    }
  }

  /**
   * Ends a run whose work ended early, if it was cancelled. Clears the interruption then, and
   * leaves it where somebody else wants the thread to end.
   */
  boolean ended(Run run) {
    boolean interrupted = Thread.interrupted();
    boolean cancelled = runs.isCancelled(run.id());
    if (cancelled) {
      end(run);
    } else if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return cancelled;
  }

  private void end(Run run) {
    runs.update(run.ended(RunState.CANCELLED, REASON, clock.instant()));
    // Where only a better fix was looked for, the one before it still stands.
    boolean stands = runs.revision(run.id()).isPresent();
    incidents.move(run.incidentId(), stands ? IncidentState.FIX_PROPOSED : IncidentState.ONGOING);
  }
}
