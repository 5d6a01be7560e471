package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ai.Account;
import dev.hephaestus.server.ai.Accounts;
import dev.hephaestus.server.ai.AuditedModel;
import dev.hephaestus.server.ai.Cashier;
import dev.hephaestus.server.ai.MeteredLedger;
import dev.hephaestus.server.api.HttpServer;
import dev.hephaestus.server.api.LocalizeAccess;
import dev.hephaestus.server.api.RunActions;
import dev.hephaestus.server.api.Webhooks;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubLife;
import dev.hephaestus.server.github.LifeLimits;
import dev.hephaestus.server.github.PullRequestSettings;
import dev.hephaestus.server.github.RepositoryFiles;
import dev.hephaestus.server.github.SnapshotFiles;
import dev.hephaestus.server.grpc.GrpcServer;
import dev.hephaestus.server.grpc.GrpcServerOptions;
import dev.hephaestus.server.grpc.Sessions;
import dev.hephaestus.server.incident.IncidentDetector;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.RecordRetention;
import dev.hephaestus.server.ingest.RecordScrubber;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.otlp.OtlpHttp;
import dev.hephaestus.server.otlp.OtlpLogs;
import dev.hephaestus.server.otlp.OtlpReception;
import dev.hephaestus.server.otlp.ResourceNodes;
import dev.hephaestus.server.pipeline.HeadRevalidation;
import dev.hephaestus.server.pipeline.IncidentRuns;
import dev.hephaestus.server.pipeline.RepairListener;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.pipeline.RunExecutor;
import dev.hephaestus.server.pipeline.RunMeters;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repository.RepositoryRefresher;
import dev.hephaestus.server.security.AuditAnchor;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.ChainedAuditLog;
import dev.hephaestus.server.security.Secrets;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.store.ScheduledRuns;
import dev.hephaestus.server.store.StorageProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server, wired: each part is started after what it needs and stopped before it.
 *
 * <p><i>Threads:</i> started and closed by one; closing twice does nothing.
 */
final class HephaestusServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HephaestusServer.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final Configuration configuration;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
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
    Ids ids = new Ids(clock, new SecureRandom());
    ServerMeters counted = new ServerMeters();
    PrometheusMeterRegistry meters = counted.registry();
    Path data = configuration.dataDirectory();
    Database database = part(Database.open(data, configuration.masterKeys(), clock));
    AuditLog audit =
        new ChainedAuditLog(database.audit(), new AuditAnchor(configuration.auditAnchor()), clock);
    Accounts accounts = new Accounts();
    Cashier cashier =
        new Cashier(
            configuration.budget(),
            new MeteredLedger(database.spendings(), meters),
            accounts,
            clock);
    GitHubAccess gitHub =
        GitHubAccess.of(
            configuration.gitHub(),
            name -> Secrets.given(name).flatMap(database.secrets()::find),
            clock);
    Stages stages =
        part(
            Stages.wire(
                configuration,
                new Host(
                    environment,
                    data,
                    gitHub,
                    cashier,
                    database.experience(),
                    model -> new AuditedModel(model, audit, accounts),
                    counted.escapes(),
                    meters,
                    clock)));

    Guards guards = Guards.wire(configuration, database, audit, meters, clock);
    NodeManager nodes =
        new NodeManager(
            database.nodes(),
            location -> stages.repositories().snapshot(location, Optional.empty()),
            executor(),
            ids,
            clock,
            NodeTimeouts.DEFAULT);
    Sessions sessions = new Sessions(meters);
    nodes.addListener(sessions);
    counted.count(nodes);

    RepositoryRefresher refresher =
        part(
            new RepositoryRefresher(
                stages.repositories(),
                nodes::repositoriesInUse,
                configuration.repositories().refresh(),
                new SecureRandom()));
    RunStore runs = database.runs();
    RunCancellation cancellation = new RunCancellation(runs, database.incidents(), clock);
    StorageProbe storage = probe(database, meters);
    HttpServer http =
        http(database, stages, cancellation, storage, meters, refresher, guards, clock);
    RepositoryFiles files = new SnapshotFiles(stages.repositories());
    Revalidation revalidation =
        new HeadRevalidation(
            stages.repositories(),
            stages.localizer(),
            stages.packer(),
            stages.validator(),
            database.incidents()::find);
    RunExecutor executor =
        new RunExecutor(
            runs,
            database.incidents(),
            database.nodes(),
            stages.pipeline(),
            new Deliveries(
                gitHub,
                sessions,
                solution -> link(http, solution),
                audit,
                solution ->
                    configuration
                        .pullRequests()
                        .of(database.nodes().find(solution.nodeId()).map(Node::service).orElse("")),
                database.pullRequests(),
                database::pullRequestWatches,
                files,
                revalidation,
                new PushLogins(configuration.repositories().mirrors().access()),
                data.resolve("delivery"),
                meters),
            new RunMeters(runs, meters, repairsOf(nodes, accounts, audit)),
            cancellation,
            database.experience(),
            ids::next,
            clock);
    ScheduledRuns queue =
        part(new ScheduledRuns(database, queueSettings(), executor::execute, executor::giveUp));
    IncidentRuns incidentRuns = new IncidentRuns(runs, queue, ids::next, clock);
    Optional<GitHubLife> life =
        life(
            gitHub,
            database,
            new GitHubLife.Others(
                host -> new GitHubRepositories(host, nodes, refresher, runs, cancellation),
                files,
                revalidation,
                queue::enqueue,
                ids::next,
                audit),
            clock);
    IncidentDetector detector =
        part(
            new IncidentDetector(
                database.records(),
                database.incidents(),
                id -> database.nodes().find(id).map(Node::settings),
                (nodeId, build, commit) ->
                    database
                        .nodes()
                        .find(nodeId)
                        .flatMap(
                            node ->
                                stages.repositories().contains(node.repository(), build, commit)),
                counted.begun(incidentRuns),
                clock));
    counted.count(detector);
    LogProcessor processor =
        new LogProcessor(
            database.records(),
            new RecordScrubber(configuration.security().scrubber(), meters),
            detector::wake,
            meters);
    RecordRetention retention =
        part(new RecordRetention(database.expiringRecords(), configuration.records(), clock));
    SolutionsWaiting waiting = new SolutionsWaiting(runs, solution -> link(http, solution));
    GrpcServer grpc =
        new GrpcServer(
            grpcOptions(),
            nodes,
            processor,
            sessions,
            balances(nodes, meters),
            waiting,
            ids,
            otlp(nodes, processor, http, audit, ids, clock, meters),
            guards.of(configuration.grpc()));

    nodes.resume();
    queue.start();
    incidentRuns.resume();
    detector.start();
    life.ifPresent(GitHubLife::start);
    retention.start();
    grpc.start();
    parts.push(grpc::stop);
    storage.start(grpc::setReady);
    http.start();
    parts.push(http);
    refresher.whenUnreadable(nodes::accessLost);
    refresher.start();
    sweep(nodes, sessions, clock);
    grpcAddress = configuration.grpc().host() + ":" + grpc.port();
    httpAddress = address(http);
  }

  /** What becomes of our pull requests; nothing where there is no account for any. */
  private Optional<GitHubLife> life(
      GitHubAccess gitHub, Database database, GitHubLife.Others others, Clock clock) {
    if (gitHub.hosts().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        part(
            new GitHubLife(
                gitHub.hosts().stream()
                    .map(hosted -> new GitHubLife.Account(hosted.host(), hosted.delivering()))
                    .toList(),
                PullRequestSettings.defaults(),
                LifeLimits.DEFAULT,
                new GitHubLife.Stores(
                    database.webhookInbox(),
                    database::pullRequestWatches,
                    database.pullRequests(),
                    database.incidents(),
                    database.runs(),
                    database.nodes(),
                    database.experience()),
                others,
                clock)));
  }

  private StorageProbe probe(Database database, MeterRegistry meters) {
    return part(
        new StorageProbe(
            database, configuration.dataDirectory(), configuration.minFreeBytes(), meters));
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private ExecutorService executor() {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("repository-check-", 1).daemon().factory());
    parts.push(executor::shutdownNow);
    return executor;
  }

  private HttpServer http(
      Database database,
      Stages stages,
      RunCancellation cancellation,
      StorageProbe storage,
      PrometheusMeterRegistry meters,
      RepositoryRefresher refresher,
      Guards guards,
      Clock clock) {
    return new HttpServer(
        configuration.http().host(),
        configuration.http().port(),
        database.nodes(),
        database.incidents(),
        database.runs(),
        new RunActions(cancellation::cancel, database.experience(), clock),
        storage::fault,
        new LocalizeAccess(
            stages.repositories(),
            stages.localizer(),
            stages.packer(),
            configuration.localizable(),
            clock),
        meters,
        new Webhooks(
            new Refreshes(refresher, database.nodes(), configuration.localizable()),
            configuration.repositories().webhookSecret(),
            configuration.gitHub().isEmpty()
                ? Optional.empty()
                : Optional.of(notice -> database.webhookInbox().put(notice, clock.instant())),
            clock),
        guards.of(configuration.http()));
  }

  private static ClientBalances balances(NodeManager nodes, MeterRegistry meters) {
    ClientBalances balances =
        new ClientBalances(meters, id -> nodes.find(id).map(Node::service).orElse(""));
    nodes.addListener(
        new NodeListener() {
          @Override
          public void settingsChanged(Node node) {
            // Counts do not depend on settings.
          }

          @Override
          public void removed(String nodeId) {
            balances.removed(nodeId);
          }
        });
    return balances;
  }

  /** OpenTelemetry's logs, on both ports; none where they are switched off. */
  private Optional<OtlpReception> otlp(
      NodeManager nodes,
      LogProcessor processor,
      HttpServer http,
      AuditLog audit,
      Ids ids,
      Clock clock,
      MeterRegistry meters) {
    if (!configuration.otlp().enabled()) {
      return Optional.empty();
    }
    ResourceNodes resources =
        new ResourceNodes(
            nodes, configuration.otlp().rules(), configuration.otlp().maxNodes(), audit);
    nodes.addListener(resources);
    OtlpReception reception =
        new OtlpReception(new OtlpLogs(resources, processor, clock, meters), ids);
    http.take(new OtlpHttp(reception));
    return Optional.of(reception);
  }

  private ScheduledRuns.Settings queueSettings() {
    ScheduledRuns.Settings usual = ScheduledRuns.Settings.DEFAULT;
    return new ScheduledRuns.Settings(
        configuration.workers(),
        usual.tries(),
        usual.firstPause(),
        usual.polling(),
        usual.closing());
  }

  private GrpcServerOptions grpcOptions() {
    GrpcServerOptions usual = GrpcServerOptions.onPort(configuration.grpc().port());
    return new GrpcServerOptions(
        configuration.grpc().host(),
        usual.port(),
        usual.creditBytes(),
        usual.drainGrace(),
        usual.comeBackAfter());
  }

  private String link(HttpServer http, Solution solution) {
    return address(http) + "/api/v1/solutions/" + solution.id();
  }

  private String address(HttpServer http) {
    String scheme = configuration.http().tls().isPresent() ? "https://" : "http://";
    return scheme + configuration.http().host() + ":" + http.port();
  }

  private static RepairListener repairsOf(NodeManager nodes, Accounts accounts, AuditLog audit) {
    return new RepairListener() {
      @Override
      public void started(Run run) {
        // The listener is called by the thread that carries the run out.
        audit.record(ofRun("run.started", run));
        accounts.open(new Account(run.id(), run.nodeId()));
        nodes.repairStarted(run.nodeId());
      }

      @Override
      public void ended(Run run) {
        nodes.repairEnded(run.nodeId());
        accounts.close();
        audit.record(ofRun("run.ended", run));
      }
    };
  }

  private static AuditEvent ofRun(String action, Run run) {
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

  private void sweep(NodeManager nodes, Sessions sessions, Clock clock) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("node-sweep").daemon().factory());
    parts.push(timer::shutdownNow);
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                nodes.sweep(clock.instant(), sessions::isConnected);
              } catch (RuntimeException e) {
                log.warn("the nodes could not be looked through", e);
              }
            },
            BETWEEN_SWEEPS.toSeconds(),
            BETWEEN_SWEEPS.toSeconds(),
            TimeUnit.SECONDS);
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
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.warn("a part did not stop cleanly", e);
      }
    }
    ended.countDown();
  }
}
