package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ai.AuditedModel;
import dev.hephaestus.server.ai.Cashier;
import dev.hephaestus.server.ai.MeteredLedger;
import dev.hephaestus.server.github.GitHubLife;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.store.Database;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A server, wired: each room is started after what it needs and stopped before it.
 *
 * <p><i>Threads:</i> started and closed by one; closing twice does nothing.
 */
final class HephaestusServer implements AutoCloseable {
  private final Configuration configuration;
  private final Parts parts = new Parts();
  private final CountDownLatch ended = new CountDownLatch(1);
  private String grpcAddress = "";
  private String httpAddress = "";

  private HephaestusServer(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Starts a server; what was started is stopped again when a later part cannot start.
   *
   * @throws HephaestusException naming what could not be had: a port, or the data directory
   */
  static HephaestusServer start(
      Configuration configuration, Map<String, String> environment, Clock clock) {
    HephaestusServer server = new HephaestusServer(configuration);
    try {
      server.wire(environment, clock);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void wire(Map<String, String> environment, Clock clock) {
    Foundation base = Foundation.lay(configuration, parts, clock);
    Database database = base.database();
    Stages stages = parts.add(Stages.wire(configuration, host(base, environment)));
    RunCancellation cancellation =
        new RunCancellation(database.runs(), database.incidents(), clock);

    NodeRoom nodes = NodeRoom.wire(base, stages.repositories());
    Ports ports = new Ports(base, stages, nodes, cancellation);
    GitHubRoom gitHub = GitHubRoom.wire(base, stages, ports::link);
    RunRoom runs = RunRoom.wire(base, stages, nodes, gitHub, cancellation, ports::link);
    Optional<GitHubLife> life = gitHub.life(nodes, runs, cancellation);
    RecordRoom records = RecordRoom.wire(base, stages, runs.begun());

    nodes.manager().resume();
    runs.start();
    records.start();
    life.ifPresent(GitHubLife::start);
    grpcAddress = ports.start(records.processor());
    httpAddress = ports.httpAddress();
    nodes.start();
  }

  private static Host host(Foundation base, Map<String, String> environment) {
    Cashier cashier =
        new Cashier(
            base.configuration().budget(),
            new MeteredLedger(base.database().spendings(), base.meters()),
            base.accounts(),
            base.clock());
    return new Host(
        environment,
        base.configuration().dataDirectory(),
        base.gitHub(),
        cashier,
        base.database().experience(),
        model -> new AuditedModel(model, base.audit(), base.accounts()),
        base.counted().escapes(),
        base.meters(),
        base.clock());
  }

  /** Where clients connect. */
  String grpcAddress() {
    return grpcAddress;
  }

  /** Where people and monitoring connect. */
  String httpAddress() {
    return httpAddress;
  }

  /** Returns when the process is asked to end; by then everything is stopped. */
  void awaitEnd() throws InterruptedException {
    Thread hook = new Thread(this::close, "server-end");
    Runtime.getRuntime().addShutdownHook(hook);
    ended.await();
  }

  @Override
  public synchronized void close() {
    parts.close();
    ended.countDown();
  }
}
