package dev.hephaestus.client;

import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.Drain;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.NodeState;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.Welcome;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the server: Initialize, Hello, Welcome, then an {@link OpenStream}, and
 * again after a pause when it breaks.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class Session {
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ClientConfiguration configuration;
  private final Supplier<Resource> resource;
  private final SessionIdentity identity;
  private final GrpcLink link;
  private final Window window;
  private final Endpoints endpoints;
  private final RetryPolicy retry;
  private final Timing timing;
  private final LongSupplier nanoTime;
  private final Executor sender;
  private final Host host;

  private State state = State.WAITING;
  private long dueNanos;
  private long refusedUntilNanos;
  private boolean refused;
  private @Nullable Attempt attempt;
  private @Nullable OpenStream open;
  private final Reports reports = new Reports();
  private boolean oneByOne;
  private long resumeNanos;
  private boolean tried;
  private boolean stopping;
  private boolean lastAttemptMade;

  Session(
      ClientConfiguration configuration,
      Supplier<Resource> resource,
      SessionIdentity identity,
      GrpcLink link,
      Window window,
      Timing timing,
      DoubleSupplier random,
      LongSupplier nanoTime,
      Executor sender,
      Host host) {
    this.configuration = configuration;
    this.resource = resource;
    this.identity = identity;
    this.link = link;
    this.window = window;
    this.endpoints = new Endpoints(configuration.endpoints, random);
    this.retry = new RetryPolicy(configuration, random);
    this.timing = timing;
    this.nanoTime = nanoTime;
    this.sender = sender;
    this.host = host;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** What the session tells its owner. */
  interface Host {
    void connected(String server);

    void disconnected(String kind, String message);

    void warned(String message);

    void settingsChanged(Settings settings);

    void acknowledged(long records);

    void solved(Solution solution);

    /** What the server is to know of all records; null where another session tells it. */
    default @Nullable ClientReport report() {
      return null;
    }
  }

  private enum State {
    /** Until it is time for the next attempt. */
    WAITING,
    INITIALIZING,
    /** Between Hello and Welcome. */
    OPENING,
    OPEN,
    /** Goodbye is said, the last acknowledgements come in. */
    CLOSING,
    CLOSED
  }

  /**
   * Does what time and room allow.
   *
   * @param sliceNanos for how long it may send
   */
  void tick(long now, long sliceNanos) {
    if (stopping) {
      tickTowardsTheEnd(now);
    } else if (state == State.WAITING && isDue(now) && !isStillRefused(now)) {
      begin();
    }
    OpenStream stream = open;
    if (state == State.OPEN && stream != null) {
      try {
        stream.tick(now, sliceNanos);
        reports.tick(now, stream, host);
      } catch (RuntimeException gone) {
        failed(Failure.of(gone));
      }
    } else if (isWaitingForAnAnswer() && isDue(now)) {
      failed(Failure.of(Status.DEADLINE_EXCEEDED.withDescription("no answer from the server")));
    }
  }

  /** How long until {@link #tick} has something to do, if nothing else happens. */
  long nanosUntilDue(long now) {
    if (state == State.OPEN && open != null) {
      return open.hasMore() ? 0 : Math.min(open.nanosUntilDue(now), reports.nanosUntilDue(now));
    }
    return state == State.CLOSED ? Long.MAX_VALUE : Math.max(0, dueNanos - now);
  }

  /** From now on: deliver what is there, say goodbye, do not come back. */
  void finish() {
    stopping = true;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** False while it pauses because the server refused or failed it, or is not there. */
  boolean isHopeful() {
    return state != State.WAITING || !tried;
  }

  /** Ends it at once. */
  void abort() {
    drop("stopped");
    state = State.CLOSED;
  }

  private boolean isDue(long now) {
    return now - dueNanos >= 0;
  }

  /** A refusal lasts, unless the key or a certificate was changed meanwhile. */
  private boolean isStillRefused(long now) {
    if (!refused || now - refusedUntilNanos >= 0 || link.filesChanged()) {
      return false;
    }
    dueNanos = Math.min(refusedUntilNanos, now + timing.lookNanos);
    return true;
  }

  private boolean isWaitingForAnAnswer() {
    return state == State.INITIALIZING || state == State.OPENING || state == State.CLOSING;
  }

  private void tickTowardsTheEnd(long now) {
    boolean nothingLeft = window.isEmpty();
    if (state == State.WAITING && (nothingLeft || lastAttemptMade)) {
      state = State.CLOSED;
    } else if (state == State.WAITING) {
      lastAttemptMade = true;
      begin();
    } else if (nothingLeft && (state == State.INITIALIZING || state == State.OPENING)) {
      abort();
    } else if (nothingLeft && state == State.OPEN) {
      goodbye("the application stops", now);
    }
  }

  private void begin() {
    Attempt begun = new Attempt(sender, this::failed);
    attempt = begun;
    tried = true;
    refused = false;
    state = State.INITIALIZING;
    dueNanos = nanoTime.getAsLong() + ANSWER_NANOS;
    try {
      link.open(endpoints.current(), this::request, begun.observe(this::initialized, () -> {}));
    } catch (RuntimeException fault) {
      failed(Failure.of(fault));
    }
  }

  private InitializeRequest request() {
    return InitializeRequest.newBuilder()
        .setResource(resource.get())
        .setRepository(
            Repository.newBuilder()
                .setLocation(configuration.repository)
                .setBranch(configuration.branch)
                .setDirectory(configuration.directory))
        .setSettings(EffectiveSettings.requested(configuration))
        .build();
  }

  private void initialized(InitializeResponse response) {
    Attempt current = attempt;
    if (current == null || state != State.INITIALIZING) {
      return;
    }
    if (response.getState() == NodeState.NODE_STATE_ERROR) {
      host.warned(
          "The Hephaestus server cannot work on this service: "
              + SafeText.oneLine(response.getReason(), 500));
    }
    host.settingsChanged(response.getSettings());
    state = State.OPENING;
    dueNanos = nanoTime.getAsLong() + ANSWER_NANOS;
    Hello hello =
        Hello.newBuilder()
            .setNodeId(response.getNodeId())
            .setEpoch(identity.epoch())
            .setInstance(identity.instance())
            .setFirstUnacked(window.firstUnacknowledged())
            .setResource(resource.get())
            .build();
    try {
      ClientCallStreamObserver<StreamLogsRequest> requests =
          link.stream(current.observe(this::received, this::completed));
      current.opened(requests);
      requests.onNext(StreamLogsRequest.newBuilder().setHello(hello).build());
    } catch (RuntimeException fault) {
      failed(Failure.of(fault));
    }
  }

  private void received(StreamLogsResponse response) {
    switch (response.getMessageCase()) {
      case WELCOME:
        welcomed(response.getWelcome());
        break;
      case ACK:
        acknowledged(response.getAck().getSequence());
        break;
      case CREDIT:
        if (open != null) {
          open.granted(response.getCredit().getBytes());
        }
        break;
      case DRAIN:
        drained(response.getDrain());
        break;
      case SETTINGS:
        host.settingsChanged(response.getSettings().getSettings());
        break;
      case SOLUTION:
        host.solved(response.getSolution());
        break;
      case MESSAGE_NOT_SET: // From a newer server.
        break;
    }
  }

  private void welcomed(Welcome welcome) {
    ClientCallStreamObserver<StreamLogsRequest> requests =
        attempt == null ? null : attempt.requests();
    if (state != State.OPENING || requests == null) {
      return;
    }
    long durable = welcome.getLastDurableSequence();
    if (durable < 0 || (durable > window.lastAssigned() && !identity.isRecovered())) {
      outOfStep(
          Status.DATA_LOSS.withDescription(
              "the server's record of this session differs, beginning a new one"));
      return;
    }
    open =
        new OpenStream(
            requests,
            window,
            welcome.getCreditBytes(),
            timing.acknowledgeNanos,
            oneByOne,
            nanoTime);
    acknowledged(durable);
    window.rewind(durable);
    reports.every(welcome.getReportSeconds(), nanoTime.getAsLong());
    state = State.OPEN;
    if (welcome.hasSettings()) {
      host.settingsChanged(welcome.getSettings());
    }
    host.connected(endpoints.current().toString());
  }

  private void acknowledged(long sequence) {
    long records = window.acknowledge(sequence);
    if (records > 0) {
      if (open != null) {
        open.progressed(nanoTime.getAsLong());
      }
      retry.succeeded();
      oneByOne = false;
      host.acknowledged(records);
    }
  }

  private void drained(Drain drain) {
    if (state != State.OPEN) {
      return;
    }
    long now = nanoTime.getAsLong();
    resumeNanos =
        now
            + (endpoints.next()
                ? retry.nanosUntilNextEndpoint()
                : retry.nanosAfter(Failure.nanos(drain.getReconnectAfter())));
    goodbye("drained", now);
  }

  private void goodbye(String reason, long now) {
    OpenStream stream = open;
    state = State.CLOSING;
    dueNanos = now + CLOSE_NANOS;
    if (stream != null) {
      try {
        stream.goodbye(reason);
      } catch (RuntimeException gone) {
        completed();
      }
    }
  }

  /** The server ended the stream without complaint. */
  private void completed() {
    if (state == State.CLOSING) {
      drop("closed");
      state = stopping ? State.CLOSED : State.WAITING;
      dueNanos = resumeNanos;
    } else {
      failed(Failure.of(Status.UNAVAILABLE.withDescription("the server closed the stream")));
    }
  }

  private void failed(Failure failure) {
    if (state == State.CLOSING) {
      completed();
      return;
    }
    boolean wasOpen = state == State.OPEN;
    if (wasOpen && failure.is(Status.Code.FAILED_PRECONDITION)) {
      outOfStep(failure.status);
      return;
    }
    drop("failed");
    refused = failure.isRefusal();
    boolean sent = window.hasUnacknowledgedSent();
    window.rewind(0);
    if (wasOpen && sent && failure.is(Status.Code.INVALID_ARGUMENT)) {
      // One record is at fault: find it by halves rather than lose all behind it.
      oneByOne = true;
      refused = !window.shrinkNextUnsent();
    }
    state = State.WAITING;
    long now = nanoTime.getAsLong();
    refusedUntilNanos = now + retry.nanosAfter(failure, refused);
    dueNanos = refused ? Math.min(refusedUntilNanos, now + timing.lookNanos) : refusedUntilNanos;
    host.disconnected(
        failure.status.getCode().name(),
        RetryPolicy.described(endpoints.current(), failure.status, refused));
    endpoints.next();
  }

  /** The two sides disagree on what was sent; only a new epoch lets them agree again. */
  private void outOfStep(Status status) {
    drop("out of step");
    identity.renew();
    window.renumber(identity.epoch());
    state = State.WAITING;
    dueNanos = nanoTime.getAsLong() + retry.nanosAfter(Failure.of(status), false);
    host.disconnected("OUT_OF_STEP", RetryPolicy.described(endpoints.current(), status, false));
  }

  private void drop(String why) {
    Attempt dropped = attempt;
    attempt = null;
    open = null;
    if (dropped != null) {
      dropped.giveUp(why);
    }
  }
}
