package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.Account;
import dev.hephaestus.server.delivery.BranchDelivery;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.IncidentRuns;
import dev.hephaestus.server.pipeline.RepairListener;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.pipeline.RunExecutor;
import dev.hephaestus.server.pipeline.RunMeters;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.store.ScheduledRuns;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The runs, wired: from an incident that began to a solution that was delivered.
 *
 * @param queue carries them out
 * @param begun begins one for each incident
 */
record RunRoom(ScheduledRuns queue, IncidentRuns begun) {

  /**
   * Wires it; nothing runs yet.
   *
   * @param links where people see a solution
   */
  static RunRoom wire(
      Foundation base,
      Stages stages,
      NodeRoom nodes,
      GitHubRoom gitHub,
      RunCancellation cancellation,
      Function<Solution, String> links) {
    Database database = base.database();
    RunStore runs = database.runs();
    Configuration configuration = base.configuration();
    RunExecutor executor =
        new RunExecutor(
            runs,
            database.incidents(),
            database.nodes(),
            stages.pipeline(),
            new Deliveries(
                nodes.sessions(),
                links,
                gitHub.routes(),
                new BranchDelivery(
                    configuration.dataDirectory().resolve("delivery"),
                    configuration.repositories().mirrors().access(),
                    gitHub.revalidation()),
                base.audit(),
                base.meters()),
            new RunMeters(runs, base.meters(), new Watch(base, nodes)),
            cancellation,
            database.experience(),
            base.ids()::next,
            base.clock());
    ScheduledRuns queue =
        base.parts()
            .add(
                new ScheduledRuns(
                    database,
                    settings(configuration.workers()),
                    executor::execute,
                    executor::giveUp));
    return new RunRoom(queue, new IncidentRuns(runs, queue, base.ids()::next, base.clock()));
  }

  /** Goes on where the process before this one stopped. */
  void start() {
    queue.start();
    begun.resume();
  }

  private static ScheduledRuns.Settings settings(int workers) {
    ScheduledRuns.Settings usual = ScheduledRuns.Settings.DEFAULT;
    return new ScheduledRuns.Settings(
        workers, usual.tries(), usual.firstPause(), usual.polling(), usual.closing());
  }

  /** Books what a run is for; called by the thread that carries it out. */
  private record Watch(Foundation base, NodeRoom nodes) implements RepairListener {

    @Override
    public void started(Run run) {
      base.audit().record(event("run.started", run));
      base.accounts().open(new Account(run.id(), run.nodeId()));
      nodes.manager().repairStarted(run.nodeId());
    }

    @Override
    public void ended(Run run) {
      nodes.manager().repairEnded(run.nodeId());
      base.accounts().close();
      base.audit().record(event("run.ended", run));
    }

    private static AuditEvent event(String action, Run run) {
      return new AuditEvent(
          "server",
          "",
          action,
          run.id(),
          Map.of(
              "incident", run.incidentId(),
              "node", run.nodeId(),
              "state", run.state().name().toLowerCase(Locale.ROOT)));
    }
  }
}
