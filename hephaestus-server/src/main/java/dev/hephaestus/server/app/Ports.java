package dev.hephaestus.server.app;

import dev.hephaestus.server.api.HttpServer;
import dev.hephaestus.server.api.LocalizeAccess;
import dev.hephaestus.server.api.NodeAccess;
import dev.hephaestus.server.api.RunActions;
import dev.hephaestus.server.api.Webhooks;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.grpc.GrpcServer;
import dev.hephaestus.server.grpc.GrpcServerOptions;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.otlp.OtlpHttp;
import dev.hephaestus.server.otlp.OtlpLogs;
import dev.hephaestus.server.otlp.OtlpReception;
import dev.hephaestus.server.otlp.ResourceNodes;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.store.StorageProbe;
import java.util.Optional;

/** The two ports of a server, wired: gRPC for clients, HTTP for people and monitoring. */
final class Ports {
  private final Foundation base;
  private final NodeRoom nodes;
  private final Guards guards;
  private final StorageProbe storage;
  private final HttpServer http;

  /** HTTP is wired; nothing listens yet. */
  Ports(Foundation base, Stages stages, NodeRoom nodes, RunCancellation cancellation) {
    this.base = base;
    this.nodes = nodes;
    Configuration configuration = base.configuration();
    this.guards =
        Guards.wire(configuration, base.database(), base.audit(), base.meters(), base.clock());
    this.storage =
        base.parts()
            .add(
                new StorageProbe(
                    base.database(),
                    configuration.dataDirectory(),
                    configuration.minFreeBytes(),
                    base.meters()));
    this.http = http(stages, cancellation);
  }

  private HttpServer http(Stages stages, RunCancellation cancellation) {
    Configuration configuration = base.configuration();
    Database database = base.database();
    return new HttpServer(
        configuration.http().host(),
        configuration.http().port(),
        new NodeAccess(database.nodes(), nodes.manager()::update),
        database.incidents(),
        database.runs(),
        new RunActions(cancellation::cancel, database.experience(), base.clock()),
        storage::fault,
        new LocalizeAccess(
            stages.repositories(),
            stages.localizer(),
            stages.packer(),
            configuration.localizable(),
            base.clock()),
        base.meters(),
        new Webhooks(
            new Refreshes(nodes.refresher(), database.nodes(), configuration.localizable()),
            configuration.repositories().webhookSecret(),
            configuration.gitHub().isEmpty()
                ? Optional.empty()
                : Optional.of(
                    notice -> database.webhookInbox().put(notice, base.clock().instant())),
            base.clock()),
        guards.of(configuration.http()));
  }

  /** Listens, first for clients; returns where they connect. */
  String start(LogProcessor processor) {
    Configuration.Endpoint endpoint = base.configuration().grpc();
    GrpcServer grpc =
        new GrpcServer(
            options(endpoint),
            nodes.manager(),
            processor,
            nodes.sessions(),
            nodes.balances(),
            new SolutionsWaiting(base.database().runs(), this::link),
            base.ids(),
            otlp(processor),
            guards.of(endpoint));
    guards.start(base.parts());
    grpc.start();
    base.parts().atEnd(grpc::stop);
    storage.start(grpc::setReady);
    http.start();
    base.parts().atEnd(http);
    return endpoint.host() + ":" + grpc.port();
  }

  /** OpenTelemetry's logs, on both ports; none where they are switched off. */
  private Optional<OtlpReception> otlp(LogProcessor processor) {
    Configuration.Otlp settings = base.configuration().otlp();
    if (!settings.enabled()) {
      return Optional.empty();
    }
    ResourceNodes resources =
        new ResourceNodes(nodes.manager(), settings.rules(), settings.maxNodes(), base.audit());
    nodes.manager().addListener(resources);
    OtlpLogs logs = new OtlpLogs(resources, processor, base.clock(), base.meters());
    OtlpReception reception = new OtlpReception(logs, nodes.sessions().intake(), base.ids());
    http.take(new OtlpHttp(reception));
    return Optional.of(reception);
  }

  private static GrpcServerOptions options(Configuration.Endpoint endpoint) {
    GrpcServerOptions usual = GrpcServerOptions.onPort(endpoint.port());
    return new GrpcServerOptions(
        endpoint.host(),
        usual.port(),
        usual.creditBytes(),
        usual.drainGrace(),
        usual.comeBackAfter());
  }

  /** Where people see a solution. */
  String link(Solution solution) {
    return httpAddress() + "/api/v1/solutions/" + solution.id();
  }

  /** Where people and monitoring connect, once it listens. */
  String httpAddress() {
    Configuration.Endpoint endpoint = base.configuration().http();
    String scheme = endpoint.tls().isPresent() ? "https://" : "http://";
    return scheme + endpoint.host() + ":" + http.port();
  }
}
