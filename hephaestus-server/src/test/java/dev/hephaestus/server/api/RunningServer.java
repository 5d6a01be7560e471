package dev.hephaestus.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.otlp.OtlpHttp;
import dev.hephaestus.server.otlp.OtlpLogs;
import dev.hephaestus.server.otlp.OtlpReception;
import dev.hephaestus.server.otlp.ResourceNodes;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.ServerTls;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.testkit.TestGate;
import dev.hephaestus.server.testkit.TestScrubber;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a free port of the loopback interface, over a database of its own. */
final class RunningServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<String> fault = new AtomicReference<>("");
  private final Database database;
  private final NodeManager nodes;
  private final HttpServer http;

  private final TestGate gate;
  private final Optional<ServerTls> tls;
  private final LocalizeAccess localize;
  private final Webhooks webhooks;

  private RunningServer(
      Database database, String host, LocalizeAccess localize, Webhooks webhooks) {
    this(database, host, localize, webhooks, List.of(), Optional.empty());
  }

  private RunningServer(
      Database database,
      String host,
      LocalizeAccess localize,
      Webhooks webhooks,
      List<CertificateRule> certificates,
      Optional<ServerTls> tls) {
    this.gate = new TestGate(Clock.systemUTC(), certificates);
    this.tls = tls;
    this.database = database;
    this.nodes =
        new NodeManager(
            database.nodes(),
            location -> {},
            Runnable::run,
            database.ids(),
            Clock.systemUTC(),
            NodeTimeouts.DEFAULT);
    this.localize = localize;
    this.webhooks = webhooks;
    this.http = server(host, 0);
    http.start();
  }

  static RunningServer over(Path directory) {
    return over(directory, "127.0.0.1");
  }

  static RunningServer over(Path directory, String host) {
    return over(directory, host, Webhooks.none());
  }

  static RunningServer over(Path directory, String host, Webhooks webhooks) {
    return new RunningServer(
        Database.open(directory, Clock.systemUTC()), host, localizesNothing(), webhooks);
  }

  /** One that speaks TLS, which {@link #get} does not. */
  static RunningServer encrypted(
      Path directory, List<CertificateRule> certificates, ServerTls tls) {
    return new RunningServer(
        Database.open(directory, Clock.systemUTC()),
        "127.0.0.1",
        localizesNothing(),
        Webhooks.none(),
        certificates,
        Optional.of(tls));
  }

  private static LocalizeAccess localizesNothing() {
    FrameLocalizer localizer = new FrameLocalizer();
    VirtualRepository none =
        (location, revision) -> {
          throw new RepositoryException("there is no repository in this test");
        };
    return new LocalizeAccess(
        none, localizer, new BudgetedContextPacker(), List.of(), Clock.systemUTC());
  }

  static RunningServer over(Path directory, String host, LocalizeAccess localize) {
    return new RunningServer(
        Database.open(directory, Clock.systemUTC()), host, localize, Webhooks.none());
  }

  /** A further server over the same database, which does not listen yet. */
  HttpServer server(String host, int port) {
    return new HttpServer(
        host,
        port,
        new NodeAccess(database.nodes(), nodes::update),
        database.incidents(),
        database.runs(),
        new RunActions(
            new RunCancellation(database.runs(), database.incidents(), Clock.systemUTC())::cancel,
            database.experience(),
            Clock.systemUTC()),
        () -> Objects.requireNonNull(fault.get()),
        localize,
        meters,
        webhooks,
        gate.guard(tls));
  }

  /** From now on logs of OpenTelemetry are taken, for nodes that are known. */
  void takeLogs() {
    Clock clock = Clock.systemUTC();
    Ids ids = new Ids(clock, new SecureRandom());
    LogProcessor processor =
        new LogProcessor(database.records(), TestScrubber.plain(), () -> {}, meters);
    ResourceNodes resources = new ResourceNodes(nodes, List.of(), 0, gate.told::add);
    OtlpLogs logs = new OtlpLogs(resources, processor, clock, meters);
    http.take(new OtlpHttp(new OtlpReception(logs, new Intake(16 << 20, meters), ids)));
  }

  /** Who is let in: everybody, until a key is made. */
  TestGate gate() {
    return gate;
  }

  /** From now on it cannot store, and this is why. */
  void failWith(String newFault) {
    fault.set(newFault);
  }

  NodeManager nodes() {
    return nodes;
  }

  Database database() {
    return database;
  }

  PrometheusMeterRegistry meters() {
    return meters;
  }

  int port() {
    return http.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path) {
    return send("GET", uri(path));
  }

  HttpResponse<String> get(String path, String key) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + key).build());
  }

  /** What can be read or posted to: {@code GET /api/v1/nodes}. */
  List<String> routes() {
    return http.routes();
  }

  HttpResponse<String> get(URI uri) {
    return send("GET", uri);
  }

  HttpResponse<String> send(String method, String path) {
    return send(method, uri(path));
  }

  private HttpResponse<String> send(String method, URI uri) {
    return send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", "text/html")
            .build());
  }

  /** Posts a body with headers, each a name and a value. */
  HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send("POST", path, body, headers);
  }

  /** The same by another method. */
  HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .headers(headers)
            .build());
  }

  /** A request with a body. */
  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", contentType)
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The whole answer to a request that no well-behaved client would send. */
  String raw(String... lines) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  @Override
  public void close() {
    http.close();
    database.close();
    client.close();
  }
}
