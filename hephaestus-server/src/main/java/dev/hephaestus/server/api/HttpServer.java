package dev.hephaestus.server.api;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.otlp.OtlpHttp;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.ServerTls;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server over HTTP: {@code /health/live}, {@code /health/ready}, {@code /metrics} and {@code
 * /api/v1}.
 *
 * <p><i>Shape:</i> a list is a JSON array, its next page is named in {@code Link}; an error is a
 * {@link Problem}. Both are JSON whatever a request says to accept: there is no other form.
 *
 * <p><i>Errors:</i> what a request asks for wrongly is said with all its faults at once; what fails
 * in here is told to the log, and to the client only by reference.
 *
 * <p><i>Threads:</i> {@link #start} and {@link #close} by whoever composes the server; requests run
 * on virtual threads.
 */
public final class HttpServer implements AutoCloseable {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final String host;
  private final int port;
  private final Readiness readiness;
  private final PrometheusMeterRegistry meters;
  private final KnownHosts known;
  private final Optional<ServerTls> tls;
  private final Callers callers;
  private final Answers answers = new Answers();
  private final Javalin javalin;
  private volatile @Nullable OtlpHttp otlp;

  /**
   * Nothing listens yet.
   *
   * @param port 0 for any that is free
   * @param guard asks every request who it is from
   */
  public HttpServer(
      String host,
      int port,
      NodeAccess nodes,
      IncidentStore incidents,
      RunStore runs,
      RunActions actions,
      Readiness readiness,
      LocalizeAccess localize,
      PrometheusMeterRegistry meters,
      Webhooks webhooks,
      PortGuard guard) {
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.readiness = Objects.requireNonNull(readiness, "readiness");
    this.meters = Objects.requireNonNull(meters, "meters");
    this.known = new KnownHosts(host);
    this.tls = guard.tls();
    this.callers = new Callers(guard, nodes.store());
    NodeRoutes nodeRoutes = new NodeRoutes(nodes, callers, answers);
    ApiRoutes api = new ApiRoutes(incidents, runs, actions.experience(), callers, answers);
    ActionRoutes acting = new ActionRoutes(actions, runs, incidents, callers, answers);
    IncidentRoutes incidentRoutes =
        new IncidentRoutes(incidents, nodes.store(), actions.clock(), callers, answers);
    LocalizeRoute localizing = new LocalizeRoute(localize, nodes.store(), answers);
    Optional<WebhookSecrets> secrets = webhooks.secret().map(WebhookSecrets::of);
    RefreshRoutes refresh =
        new RefreshRoutes(
            webhooks.requests(), secrets, new SeenDeliveries(webhooks.clock()), answers);
    Optional<GitHubRoute> gitHub =
        secrets.flatMap(
            known ->
                webhooks.gitHub().map(inbox -> new GitHubRoute(known, inbox, callers, answers)));
    this.javalin =
        Javalin.create(
            config ->
                configure(
                    config, nodeRoutes, api, acting, incidentRoutes, localizing, refresh, gitHub));
  }

  private void configure(
      JavalinConfig config,
      NodeRoutes nodes,
      ApiRoutes api,
      ActionRoutes acting,
      IncidentRoutes incidents,
      LocalizeRoute localizing,
      RefreshRoutes refresh,
      Optional<GitHubRoute> gitHub) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    tls.ifPresent(
        encryption ->
            config.jetty.addConnector(
                (server, http) -> HttpsConnector.of(encryption, host, port, server, http)));
    config.routes.before(this::guard);
    config.routes.beforeMatched(callers::admit);
    ReadRoutes routes = new ReadRoutes(config.routes);
    for (String live : List.of("/health/live", "/healthz")) {
      routes.add(live, Access.PUBLIC, context -> context.result("alive\n"));
    }
    routes.add("/health/ready", Access.PUBLIC, this::ready);
    routes.add("/readyz", Access.PUBLIC, this::ready);
    routes.add(
        "/metrics",
        Access.MONITOR,
        context ->
            context.contentType(PROMETHEUS).result(callers.series(context).of(meters.scrape())));
    nodes.register(routes, config.routes);
    api.register(routes);
    PostRoutes posts = new PostRoutes(config.routes, answers);
    posts.add(OtlpHttp.PATH, Access.INGEST, this::logs);
    acting.register(posts);
    incidents.register(posts, config.routes);
    refresh.register(posts);
    gitHub.ifPresent(route -> route.register(posts));
    localizing.register(config.routes);
    answers.register(config.routes);
  }

  /** From now on logs of OpenTelemetry are taken, by this. */
  public void take(OtlpHttp logs) {
    otlp = Objects.requireNonNull(logs, "logs");
  }

  /**
   * Listens.
   *
   * @throws HephaestusException when the host or the port cannot be had
   */
  public void start() {
    try {
      if (tls.isPresent()) {
        javalin.start();
      } else {
        javalin.start(host, port);
      }
    } catch (RuntimeException e) {
      throw new HephaestusException(
          "HTTP cannot listen on " + host + ":" + port + ": " + reason(e), e);
    }
  }

  /** What can be read or posted to: {@code GET /api/v1/nodes}. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(HttpServer::isAnswer)
        .map(route -> route.method + " " + route.path)
        .toList();
  }

  /** Not what stands before all others, nor what only says how else to ask. */
  private static boolean isAnswer(Endpoint route) {
    Roles roles = route.metadata(Roles.class);
    return route.method.isHttpMethod()
        && !route.method.equals(HandlerType.HEAD)
        && (roles == null || !roles.getRoles().contains(Access.OTHERWISE));
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    // A BindException also says that the host is elsewhere, so that its words have to be asked.
    return said.contains("already in use")
        ? "the port is taken; end what listens there or set http.port (HEPHAESTUS_HTTP_PORT)"
        : said + "; check http.host (HEPHAESTUS_HTTP_HOST) and http.port (HEPHAESTUS_HTTP_PORT)";
  }

  private void guard(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "default-src 'none'");
    context.header("Cache-Control", "no-store");
    if (!known.contain(context.header("Host"))) {
      throw new ForbiddenResponse(
          "The Host header names neither this machine nor the host that http.host is set to.");
    }
  }

  private void logs(Context context) {
    OtlpHttp logs = otlp;
    if (logs == null) {
      throw new NotFoundResponse();
    }
    OtlpHttp.Reply reply =
        logs.post(
            context.contentType(),
            context.header("Content-Encoding"),
            context.bodyInputStream(),
            callers.sender(context));
    if (reply.retryAfter() > 0) {
      context.header("Retry-After", Long.toString(reply.retryAfter()));
    }
    context.status(reply.status()).contentType(reply.mediaType()).result(reply.body());
  }

  private void ready(Context context) {
    if (readiness.fault().isEmpty()) {
      context.result("ready\n");
    } else {
      // The reason may name paths; whoever runs the server finds it in the log.
      answers.problem(context, 503, "Service Unavailable", "The server cannot store.");
    }
  }
}
