package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.Registrar;
import dev.hephaestus.server.otlp.OtlpGrpcService;
import dev.hephaestus.server.otlp.OtlpReception;
import dev.hephaestus.server.otlp.Sender;
import dev.hephaestus.server.security.PortGuard;
import dev.hephaestus.server.security.Principal;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * hephaestus.v1 on a port, with gRPC's health and reflection services beside it.
 *
 * <p>Messages are read and judged by one pool and stored by another, so that a slow disk does not
 * hold up calls.
 *
 * <p><i>Threads:</i> {@link #start} and {@link #stop} once each, by whoever composes the server.
 */
public final class GrpcServer {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcServer.class);

  /**
   * Above it gRPC resets the stream without a word; between {@link Limits#MESSAGE_BYTES} and this
   * the client is told why.
   */
  private static final int MAX_MESSAGE_BYTES = 2 * Limits.MESSAGE_BYTES;

  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_CALLS_PER_CONNECTION = 100;
  private static final int MAX_RESETS = 200;
  private static final Duration RESETS_WITHIN = Duration.ofSeconds(30);

  /** They mostly wait for a commit; as many batches can share one. */
  private static final int STORING_THREADS = 16;

  private static final int WINDOW_BYTES = 1 << 20;
  private static final Duration KEEPALIVE = Duration.ofSeconds(30);
  private static final Duration KEEPALIVE_ANSWER = Duration.ofSeconds(10);
  private static final Duration CONNECTION_AGE = Duration.ofMinutes(30);

  /** Before the connection's, so that a client is asked before it is made to. */
  private static final Duration STREAM_AGE = Duration.ofMinutes(24);

  private static final Duration DRAIN_GRACE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_AGE_CHECKS = Duration.ofSeconds(10);
  private static final Duration END_WITHIN = Duration.ofSeconds(2);
  private static final Duration STORE_WITHIN = Duration.ofSeconds(10);

  private final GrpcServerOptions options;
  private final Sessions sessions;
  private final ExecutorService calls;
  private final ExecutorService storing;
  private final ExecutorService registering =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("grpc-register").daemon().factory());
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("grpc-upkeep").daemon().factory());
  private final HealthStatusManager health = new HealthStatusManager();
  private final GrpcLogService logService;
  private final Optional<OtlpGrpcService> otlp;
  private final OpenStreams open;
  private final Server server;

  /**
   * @param balances told what clients say of their records
   * @param backlog solutions that a client is sent when it opens its stream
   * @param otlp logs of OpenTelemetry on the same port; empty for none
   * @param guard asks every call who it is from
   */
  public GrpcServer(
      GrpcServerOptions options,
      NodeManager nodes,
      LogProcessor processor,
      Sessions sessions,
      ClientBalances balances,
      SolutionBacklog backlog,
      Ids ids,
      Optional<OtlpReception> otlp,
      PortGuard guard) {
    this.options = Objects.requireNonNull(options, "options");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.calls =
        Executors.newFixedThreadPool(
            Math.max(4, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().name("grpc-call-", 1).daemon().factory());
    this.storing =
        Executors.newFixedThreadPool(
            STORING_THREADS, Thread.ofPlatform().name("grpc-store-", 1).daemon().factory());
    UnexpectedErrors errors = new UnexpectedErrors(ids);
    this.open = new OpenStreams(guard.gate());
    this.logService =
        new GrpcLogService(
            nodes,
            processor,
            sessions,
            balances,
            backlog,
            storing,
            sessions.intake(),
            errors,
            options.creditBytes(),
            open,
            new CreditDesk(guard.throttles(), upkeep));
    CallBarrier barrier = new CallBarrier(errors);
    this.otlp = otlp.map(reception -> new OtlpGrpcService(reception, () -> sender(guard)));
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()));
    guard.tls().ifPresent(tls -> builder.sslContext(GrpcTls.context(tls)));
    builder
        .executor(calls)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .maxInboundMetadataSize(MAX_HEADER_BYTES)
        .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
        // Streams that are opened to be reset cost the server and not the client.
        .maxRstFramesPerWindow(MAX_RESETS, (int) RESETS_WITHIN.toSeconds())
        .permitKeepAliveTime(KEEPALIVE.toSeconds(), TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        // Finds clients that vanished without a word, so that their sessions do not pile up.
        .keepAliveTime(KEEPALIVE.toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_ANSWER.toSeconds(), TimeUnit.SECONDS)
        // For those whom Drain did not move: addresses and certificates change, loads even out.
        .maxConnectionAge(CONNECTION_AGE.toSeconds(), TimeUnit.SECONDS)
        .maxConnectionAgeGrace(DRAIN_GRACE.toSeconds(), TimeUnit.SECONDS)
        // Fixed: a window that grows by itself would let each connection keep megabytes here.
        .flowControlWindow(WINDOW_BYTES)
        .intercept(new CallGate(guard))
        .addService(guarded(nodeService(nodes, guard, errors), barrier))
        .addService(guarded(logService, barrier))
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance());
    this.otlp.ifPresent(service -> builder.addService(guarded(service, barrier)));
    this.server = builder.build();
  }

  private GrpcNodeService nodeService(NodeManager nodes, PortGuard guard, UnexpectedErrors errors) {
    Registrar registrar = new Registrar(nodes, guard.audit(), registering);
    return new GrpcNodeService(nodes, registrar, sessions, guard.audit(), errors);
  }

  private static Sender sender(PortGuard guard) {
    Principal caller = Caller.current();
    return new Sender(caller, guard.throttles().of(caller));
  }

  private static ServerServiceDefinition guarded(BindableService service, CallBarrier barrier) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service.bindService()), barrier);
  }

  /**
   * Listens.
   *
   * @throws HephaestusException when the port cannot be had
   */
  public void start() {
    try {
      server.start();
    } catch (IOException notBound) {
      calls.shutdown();
      storing.shutdown();
      upkeep.shutdownNow();
      throw new HephaestusException(whyNotBound(notBound), notBound);
    }
    setHealth(ServingStatus.SERVING);
    every(options.recheckEvery(), open::recheck);
    every(BETWEEN_AGE_CHECKS, () -> sessions.renew(STREAM_AGE, DRAIN_GRACE, System.nanoTime()));
    LOG.info("gRPC listens on {}:{}", options.host(), port());
  }

  /** Again and again; a fault does not end that, as it would by itself. */
  private void every(Duration pause, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.warn("open streams could not be looked after; trying again in {}", pause, e);
          }
        };
    var unused =
        upkeep.scheduleWithFixedDelay(
            guarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What can be called. */
  List<ServerServiceDefinition> services() {
    return server.getServices();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Asks clients to finish, waits for them a little, stores what was taken, and lets go of the
   * port. When it returns nothing calls the stores any more.
   */
  public void stop() {
    health.enterTerminalState();
    logService.refuseNew();
    upkeep.shutdownNow();
    sessions.drain(options.comeBackAfter(), "the server is going away");
    server.shutdown();
    if (!isDoneWithin(options.drainGrace())) {
      sessions.endAll(GrpcLogService.goingAway());
      if (!isDoneWithin(END_WITHIN)) {
        server.shutdownNow();
      }
    }
    otlp.ifPresent(OtlpGrpcService::close);
    shutDown(registering);
    shutDown(storing);
    shutDown(calls);
  }

  private boolean isDoneWithin(Duration time) {
    try {
      return server.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void shutDown(ExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STORE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Storing still goes on after {}; it is left behind", STORE_WITHIN);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says to whoever asks whether records can be taken now. */
  public void setReady(boolean ready) {
    setHealth(ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  private void setHealth(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(NodeServiceGrpc.SERVICE_NAME, status);
    health.setStatus(LogServiceGrpc.SERVICE_NAME, status);
    if (otlp.isPresent()) {
      health.setStatus(OtlpGrpcService.NAME, status);
    }
  }

  private String whyNotBound(IOException failure) {
    String why = String.valueOf(rootCause(failure).getMessage());
    if (why.contains("in use")) {
      return "Port "
          + options.port()
          + " is taken by another program; stop that one, or give the server another gRPC port"
          + " (0 takes any free one)";
    }
    return "gRPC cannot listen on "
        + options.host()
        + ":"
        + options.port()
        + ": "
        + why
        + "; give another host or port";
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable link = failure;
    for (Throwable cause = link.getCause(); cause != null; cause = cause.getCause()) {
      link = cause;
    }
    return link;
  }
}
