package dev.hephaestus.client;

import com.google.protobuf.Duration;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Drain;
import dev.hephaestus.proto.v1.Goodbye;
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
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the server: Initialize, Hello, Welcome, then batches as far as the credit
 * goes, and again after a pause when it breaks.
 *
 * <p><em>Threads:</em> confined to the sender, to which gRPC's callbacks are posted.
 */
final class Session {
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long ACKNOWLEDGE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long MAX_DRAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final long MAX_CREDIT = 1L << 50;

  /** Trying again soon does not help against these. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.UNAUTHENTICATED,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNIMPLEMENTED);

  private final ClientConfiguration configuration;
  private final Resource resource;
  private final SessionIdentity identity;
  private final GrpcLink link;
  private final Window window;
  private final Backoff backoff;
  private final DoubleSupplier random;
  private final LongSupplier nanoTime;
  private final Executor sender;
  private final Host host;

  private State state = State.WAITING;
  private long dueNanos;
  private @Nullable Attempt attempt;
  private long credit;
  private long grantedCredit;
  private boolean oneByOne;
  private long progressNanos;
  private long resumeNanos;
  private boolean stopping;
  private boolean lastAttemptMade;

  Session(
      ClientConfiguration configuration,
      Resource resource,
      SessionIdentity identity,
      GrpcLink link,
      Window window,
      DoubleSupplier random,
      LongSupplier nanoTime,
      Executor sender,
      Host host) {
    this.configuration = configuration;
    this.resource = resource;
    this.identity = identity;
    this.link = link;
    this.window = window;
    this.backoff = new Backoff(configuration.reconnectMin, configuration.reconnectMax, random);
    this.random = random;
    this.nanoTime = nanoTime;
    this.sender = sender;
    this.host = host;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** What the session tells its owner. */
  interface Host {
    void connected();

    void disconnected(String kind, String message);

    void warned(String message);

    void settingsChanged(Settings settings);

    void acknowledged(long records);

    void solved(Solution solution);
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

  /** Does what time and room allow. */
  void tick(long now) {
    if (stopping) {
      tickTowardsTheEnd(now);
    } else if (state == State.WAITING && isDue(now)) {
      begin();
    }
    if (state == State.OPEN) {
      tickOpen(now);
    } else if (isWaitingForAnAnswer() && isDue(now)) {
      failed(Status.DEADLINE_EXCEEDED.withDescription("no answer from the server"));
    }
  }

  /** How long until {@link #tick} has something to do, if nothing else happens. */
  long nanosUntilDue(long now) {
    if (state == State.OPEN) {
      return window.hasUnacknowledgedSent()
          ? Math.max(0, progressNanos + ACKNOWLEDGE_NANOS - now)
          : Long.MAX_VALUE;
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

  /** Ends it at once. */
  void abort() {
    drop("stopped");
    state = State.CLOSED;
  }

  private boolean isDue(long now) {
    return now - dueNanos >= 0;
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

  private void tickOpen(long now) {
    if (window.hasUnacknowledgedSent() && now - progressNanos >= ACKNOWLEDGE_NANOS) {
      failed(Status.DEADLINE_EXCEEDED.withDescription("no acknowledgement from the server"));
      return;
    }
    for (Batch next = window.nextUnsent(); next != null; next = window.nextUnsent()) {
      boolean underWay = window.hasUnacknowledgedSent();
      if (next.getSerializedSize() > grantedCredit && window.shrinkNextUnsent()) {
        continue; // It would never fit.
      }
      if (next.getSerializedSize() > credit || (oneByOne && underWay)) {
        return;
      }
      if (!send(StreamLogsRequest.newBuilder().setBatch(next).build())) {
        return;
      }
      credit -= next.getSerializedSize();
      window.markSent();
      if (!underWay) {
        progressNanos = now;
      }
    }
  }

  private void begin() {
    Attempt begun = new Attempt();
    attempt = begun;
    state = State.INITIALIZING;
    dueNanos = nanoTime.getAsLong() + ANSWER_NANOS;
    InitializeRequest request =
        InitializeRequest.newBuilder()
            .setResource(resource)
            .setRepository(
                Repository.newBuilder()
                    .setLocation(configuration.repository)
                    .setBranch(configuration.branch)
                    .setDirectory(configuration.directory))
            .setSettings(EffectiveSettings.requested(configuration))
            .build();
    try {
      link.initialize(request, begun.observe(this::initialized, () -> {}));
    } catch (RuntimeException fault) {
      failed(Status.fromThrowable(fault));
    }
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
    try {
      current.requests = link.stream(current.observe(this::received, this::completed));
    } catch (RuntimeException fault) {
      failed(Status.fromThrowable(fault));
      return;
    }
    send(
        StreamLogsRequest.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setNodeId(response.getNodeId())
                    .setEpoch(identity.epoch())
                    .setInstance(identity.instance())
                    .setFirstUnacked(window.firstUnacknowledged())
                    .setResource(resource))
            .build());
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
        credit = bounded(credit + bounded(response.getCredit().getBytes()));
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
    if (state != State.OPENING) {
      return;
    }
    long durable = welcome.getLastDurableSequence();
    if (durable < window.firstUnacknowledged() - 1 || durable > window.lastAssigned()) {
      outOfStep(
          Status.DATA_LOSS.withDescription(
              "the server's record of this session differs, beginning a new one"));
      return;
    }
    acknowledged(durable);
    window.rewind();
    credit = bounded(welcome.getCreditBytes());
    grantedCredit = credit;
    progressNanos = nanoTime.getAsLong();
    state = State.OPEN;
    if (welcome.hasSettings()) {
      host.settingsChanged(welcome.getSettings());
    }
    host.connected();
  }

  private void acknowledged(long sequence) {
    long records = window.acknowledge(sequence);
    if (records > 0) {
      progressNanos = nanoTime.getAsLong();
      backoff.reset();
      oneByOne = false;
      host.acknowledged(records);
    }
  }

  /** Unsigned on the wire: what looks negative is huge. */
  private static long bounded(long bytes) {
    return bytes < 0 ? MAX_CREDIT : Math.min(bytes, MAX_CREDIT);
  }

  private void drained(Drain drain) {
    if (state != State.OPEN) {
      return;
    }
    Duration after = drain.getReconnectAfter();
    long pause =
        Math.max(0, Math.min(TimeUnit.SECONDS.toNanos(after.getSeconds()), MAX_DRAIN_NANOS))
            + Math.max(0, after.getNanos());
    long now = nanoTime.getAsLong();
    // All clients are told the same delay; a fifth of it spreads their return.
    resumeNanos = now + pause + (long) (pause * 0.2 * random.getAsDouble());
    goodbye("drained", now);
  }

  private void goodbye(String reason, long now) {
    ClientCallStreamObserver<StreamLogsRequest> requests = requests();
    state = State.CLOSING;
    dueNanos = now + CLOSE_NANOS;
    if (requests != null) {
      Goodbye goodbye = Goodbye.newBuilder().setReason(reason).build();
      try {
        requests.onNext(StreamLogsRequest.newBuilder().setGoodbye(goodbye).build());
        requests.onCompleted();
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
      failed(Status.UNAVAILABLE.withDescription("the server closed the stream"));
    }
  }

  private boolean send(StreamLogsRequest request) {
    ClientCallStreamObserver<StreamLogsRequest> requests = requests();
    if (requests == null) {
      return false;
    }
    try {
      requests.onNext(request);
      return true;
    } catch (RuntimeException gone) {
      failed(Status.fromThrowable(gone));
      return false;
    }
  }

  private @Nullable ClientCallStreamObserver<StreamLogsRequest> requests() {
    return attempt == null ? null : attempt.requests;
  }

  private void failed(Status status) {
    if (state == State.CLOSING) {
      completed();
      return;
    }
    boolean open = state == State.OPEN;
    if (open && status.getCode() == Status.Code.FAILED_PRECONDITION) {
      outOfStep(status);
      return;
    }
    drop("failed");
    boolean refused = REFUSALS.contains(status.getCode());
    if (open
        && status.getCode() == Status.Code.INVALID_ARGUMENT
        && window.hasUnacknowledgedSent()) {
      // One record is at fault: find it by halves rather than lose all behind it.
      window.rewind();
      oneByOne = true;
      refused = !window.shrinkNextUnsent();
    }
    window.rewind();
    state = State.WAITING;
    dueNanos = nanoTime.getAsLong() + pause(refused);
    host.disconnected(status.getCode().name(), described(status, refused));
  }

  private long pause(boolean refused) {
    return refused
        ? (long) (REFUSED_NANOS * (0.5 + random.getAsDouble() / 2))
        : backoff.nextNanos();
  }

  private String described(Status status, boolean refused) {
    String reason = SafeText.oneLine(status.getDescription(), 300);
    String cause = status.getCause() == null ? "" : ": " + status.getCause().getMessage();
    return String.format(
        "The Hephaestus server at %s %s (%s %s%s); %s",
        configuration.endpoint,
        refused ? "refuses this client" : "is not available",
        status.getCode(),
        reason,
        SafeText.oneLine(cause, 200),
        refused
            ? "check the configuration, it is tried again in a few minutes"
            : "records are kept as far as there is room, it is tried again until it is back");
  }

  /** The two sides disagree on what was sent; only a new epoch lets them agree again. */
  private void outOfStep(Status status) {
    drop("out of step");
    identity.renew();
    window.renumber();
    state = State.WAITING;
    dueNanos = nanoTime.getAsLong() + backoff.nextNanos();
    host.disconnected("OUT_OF_STEP", described(status, false));
  }

  private void drop(String why) {
    Attempt dropped = attempt;
    attempt = null;
    if (dropped != null && dropped.requests != null) {
      dropped.requests.cancel(why, null);
    }
  }

  /** One try; what comes back after it was given up is ignored. */
  private final class Attempt {
    @Nullable ClientCallStreamObserver<StreamLogsRequest> requests;

    <T> StreamObserver<T> observe(Consumer<T> next, Runnable end) {
      return new StreamObserver<>() {
        @Override
        public void onNext(T value) {
          post(() -> next.accept(value));
        }

        @Override
        public void onError(Throwable fault) {
          post(() -> failed(Status.fromThrowable(fault)));
        }

        @Override
        public void onCompleted() {
          post(end);
        }
      };
    }

    @SuppressWarnings("ReferenceEquality") // Which attempt it is, is asked.
    private void post(Runnable work) {
      sender.execute(
          () -> {
            if (attempt == Attempt.this) {
              work.run();
            }
          });
    }
  }
}
