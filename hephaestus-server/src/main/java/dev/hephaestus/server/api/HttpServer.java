package dev.hephaestus.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.RunStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server over HTTP: {@code /healthz}, {@code /readyz}, {@code /metrics} and {@code /api/v1}.
 *
 * <p><i>Shape:</i> a list is a JSON array, its next page is named in {@code Link}; an error is a
 * {@link Problem}.
 *
 * <p><i>Threads:</i> {@link #start} and {@link #close} by whoever composes the server; requests run
 * on virtual threads.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNEXPECTED = 500;
  private static final int UNAVAILABLE = 503;

  private final String host;
  private final int port;
  private final Readiness readiness;
  private final PrometheusMeterRegistry meters;
  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final Javalin javalin;

  /**
   * Nothing listens yet.
   *
   * @param port 0 for any that is free
   */
  public HttpServer(
      String host,
      int port,
      NodeStore nodes,
      IncidentStore incidents,
      RunStore runs,
      Readiness readiness,
      PrometheusMeterRegistry meters) {
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.readiness = Objects.requireNonNull(readiness, "readiness");
    this.meters = Objects.requireNonNull(meters, "meters");
    ApiRoutes api = new ApiRoutes(nodes, incidents, runs, this::answer);
    this.javalin = Javalin.create(config -> configure(config, api));
  }

  private void configure(JavalinConfig config, ApiRoutes api) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.routes.before(HttpServer::harden);
    config.routes.get("/healthz", context -> context.result("alive\n"));
    config.routes.get("/readyz", this::ready);
    config.routes.get(
        "/metrics", context -> context.contentType(PROMETHEUS).result(meters.scrape()));
    api.register(config.routes);
    config.routes.exception(BadRequestException.class, this::badRequest);
    config.routes.exception(HttpResponseException.class, this::refused);
    config.routes.exception(Exception.class, this::unexpected);
  }

  /**
   * Listens.
   *
   * @throws HephaestusException when the port cannot be had
   */
  public void start() {
    try {
      javalin.start(host, port);
    } catch (RuntimeException e) {
      throw new HephaestusException(
          "HTTP cannot listen on "
              + host
              + ":"
              + port
              + (isTaken(e) ? ": the port is taken" : ": " + e.getMessage())
              + "; end what listens there or set http.port (HEPHAESTUS_HTTP_PORT)",
          e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static boolean isTaken(Throwable fault) {
    for (Throwable link = fault; link != null; link = link.getCause()) {
      if (link instanceof BindException) {
        return true;
      }
    }
    return String.valueOf(fault.getMessage()).contains("already in use");
  }

  private static void harden(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "default-src 'none'");
    context.header("Cache-Control", "no-store");
  }

  private void ready(Context context) {
    try {
      readiness.check();
      context.result("ready\n");
    } catch (RuntimeException e) {
      log.warn("not ready", e);
      problem(
          context,
          Problem.of(
              UNAVAILABLE, "Service Unavailable", "The server cannot store.", context.path()));
    }
  }

  private void badRequest(BadRequestException fault, Context context) {
    problem(
        context,
        new Problem(
            "about:blank",
            "Bad Request",
            BAD_REQUEST,
            String.valueOf(fault.getMessage()),
            context.path(),
            fault.faults()));
  }

  private void refused(HttpResponseException fault, Context context) {
    String title =
        fault.getStatus() == NOT_FOUND ? "Not Found" : String.valueOf(fault.getMessage());
    String detail = fault instanceof NotFoundResponse ? "There is nothing at this address." : title;
    problem(context, Problem.of(fault.getStatus(), title, detail, context.path()));
  }

  private void unexpected(Exception fault, Context context) {
    String reference = UUID.randomUUID().toString();
    log.error(
        "request {} {} failed, reference {}", context.method(), context.path(), reference, fault);
    problem(
        context,
        Problem.of(
            UNEXPECTED,
            "Internal Server Error",
            "The server's log has the details under reference " + reference + ".",
            context.path()));
  }

  private void problem(Context context, Problem problem) {
    context.status(problem.status());
    answer(context, Problem.MEDIA_TYPE, problem);
  }

  private void answer(Context context, Object view) {
    answer(context, "application/json", view);
  }

  private void answer(Context context, String mediaType, Object view) {
    try {
      context.contentType(mediaType).result(json.writeValueAsBytes(view));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view of strings and numbers is JSON", e);
    }
  }

  /** Writes a view into an answer. */
  @FunctionalInterface
  interface Answer {
    void write(Context context, Object view);
  }
}
