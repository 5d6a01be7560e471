package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.repair.Cost;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives each new incident its run, and the queue every run that has not ended.
 *
 * <p>One incident has one run at a time, however often this is told of it.
 */
public final class IncidentRuns implements Consumer<Incident> {
  private final RunStore runs;
  private final RunQueue queue;
  private final Supplier<String> ids;
  private final Clock clock;

  public IncidentRuns(RunStore runs, RunQueue queue, Supplier<String> ids, Clock clock) {
    this.runs = Objects.requireNonNull(runs, "runs");
    this.queue = Objects.requireNonNull(queue, "queue");
    this.ids = Objects.requireNonNull(ids, "ids");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public void accept(Incident incident) {
    Run fresh =
        new Run(
            ids.get(),
            incident.id(),
            incident.nodeId(),
            RunState.QUEUED,
            "waiting",
            "",
            0,
            Cost.NONE,
            clock.instant(),
            Optional.empty());
    queue.enqueue(runs.addIfNoneOpen(fresh).id());
  }

  /** After a crash: queues every run that has not ended. */
  public void resume() {
    runs.open().forEach(run -> queue.enqueue(run.id()));
  }
}
