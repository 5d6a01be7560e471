package dev.hephaestus.client.testkit;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.ClientReport;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.NodeState;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Solution;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real gRPC server on a free loopback port, which keeps records once in effect as hephaestus.v1
 * says, and misbehaves on demand.
 *
 * <p><em>Threads:</em> any.
 */
public final class FakeServer implements AutoCloseable {
  private static final long PLENTY = 64L << 20;

  private final List<InitializeRequest> initialized = new ArrayList<>();
  private final List<LogRecord> records = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final List<ClientReport> reports = new ArrayList<>();
  private final List<String> goodbyes = new ArrayList<>();
  private final Map<String, Long> marks = new HashMap<>();
  private final Set<FakeStream> streams = new HashSet<>();
  private final List<String> authorizations = new ArrayList<>();
  private final List<String> encodings = new ArrayList<>();
  private final ServerCredentials credentials;
  private final int port;
  private @Nullable Server server;
  private @Nullable Status refusal;
  private Metadata refusalTrailers = new Metadata();
  private @Nullable String required;
  private Predicate<LogRecord> poison = record -> false;
  private Settings settings = Settings.getDefaultInstance();
  private boolean suspended;
  private boolean withholdsAcks;
  private long credit = PLENTY;
  private int resetAfterBatches = -1;
  private boolean knowsSkips = true;
  private int hellos;
  private int gaps;
  private int overdrafts;
  private int reportSeconds;

  private FakeServer(ServerCredentials credentials) {
    this.credentials = credentials;
    this.server = listen(0);
    this.port = server.getPort();
  }

  /** A server that works. */
  public static FakeServer start() {
    return new FakeServer(InsecureServerCredentials.create());
  }

  /** A server that works, behind TLS. */
  public static FakeServer start(ServerCredentials credentials) {
    return new FakeServer(credentials);
  }

  /** {@code host:port}. */
  public String endpoint() {
    return "localhost:" + port;
  }

  /** From now on it hears but answers nothing. */
  public synchronized FakeServer suspend() {
    suspended = true;
    return this;
  }

  /** From now on it keeps records but does not say so. */
  public synchronized void withholdAcks() {
    withholdsAcks = true;
  }

  /** Every call ends with this status; null for none. */
  public synchronized void refuse(@Nullable Status status) {
    refusal = status;
    refusalTrailers = new Metadata();
  }

  /** Every call ends with this status and these trailers. */
  public synchronized void refuse(Status status, Metadata trailers) {
    refusal = status;
    refusalTrailers = trailers;
  }

  /** Only calls with this in their header are let in. */
  public synchronized void requireAuthorization(String header) {
    required = header;
  }

  /** The header of each call, empty where there was none. */
  public synchronized List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** How the messages of each call were packed. */
  public synchronized List<String> encodings() {
    return List.copyOf(encodings);
  }

  /** A batch with such a record ends its stream with INVALID_ARGUMENT. */
  public synchronized void refuseRecords(Predicate<LogRecord> which) {
    poison = which;
  }

  /** After so many more batches, kept but not acknowledged, all streams break, once. */
  public synchronized void resetAfterBatches(int count) {
    resetAfterBatches = count;
  }

  /** What Initialize and Welcome say. */
  public synchronized void settings(Settings effective) {
    settings = effective;
  }

  /** How often Welcome asks for a report. */
  public synchronized void reportEvery(int seconds) {
    reportSeconds = seconds;
  }

  /** What clients reported. */
  public synchronized List<ClientReport> reports() {
    return List.copyOf(reports);
  }

  /** Bytes that each Welcome grants; an acknowledgement gives a batch's bytes back. */
  public synchronized void credit(long bytes) {
    credit = bytes;
  }

  /** From now on every gap is one, as with a server of the first version. */
  public synchronized void refuseSkips() {
    knowsSkips = false;
  }

  /** Forgets all marks, as after the loss of its disk. */
  public synchronized void forget() {
    marks.clear();
  }

  /** Sends a message to every open stream. */
  public synchronized void send(StreamLogsResponse message) {
    streams.forEach(stream -> stream.answer(message));
  }

  /** Sends a solution to every open stream. */
  public void solve(Solution solution) {
    send(StreamLogsResponse.newBuilder().setSolution(solution).build());
  }

  /** Breaks every open stream. */
  public synchronized void reset() {
    List.copyOf(streams).forEach(stream -> stream.fail(Status.UNAVAILABLE));
  }

  /** Lets go of the port; what was kept stays. */
  public void stop() {
    Server running = server;
    server = null;
    if (running != null) {
      running.shutdownNow();
      try {
        running.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Listens on the same port again. */
  public void restart() {
    server = listen(port);
  }

  @Override
  public void close() {
    stop();
  }

  /** All records kept, once each, in the order in which they came. */
  public synchronized List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** Their messages. */
  public List<String> messages() {
    return records().stream().map(LogRecord::getMessage).collect(Collectors.toList());
  }

  /** All batches that came, resent ones included. */
  public synchronized List<Batch> batches() {
    return List.copyOf(batches);
  }

  /** What clients said they had lost. */
  public synchronized List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** All requests to Initialize. */
  public synchronized List<InitializeRequest> initialized() {
    return List.copyOf(initialized);
  }

  /** The reasons of all Goodbyes. */
  public synchronized List<String> goodbyes() {
    return List.copyOf(goodbyes);
  }

  /** How many streams were opened. */
  public synchronized int hellos() {
    return hellos;
  }

  /** How many streams are open. */
  public synchronized int openStreams() {
    return streams.size();
  }

  /** How many batches left a gap. */
  public synchronized int gaps() {
    return gaps;
  }

  /** How many batches were larger than the credit. */
  public synchronized int overdrafts() {
    return overdrafts;
  }

  private Server listen(int at) {
    try {
      return OkHttpServerBuilder.forPort(at, credentials)
          .intercept(new Doorkeeper())
          .addService(new Nodes())
          .addService(new Logs())
          .build()
          .start();
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private final class Doorkeeper implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String header = text(headers, "authorization");
      synchronized (FakeServer.this) {
        authorizations.add(header);
        encodings.add(text(headers, "grpc-encoding"));
        if (required != null && !required.equals(header)) {
          call.close(Status.UNAUTHENTICATED.withDescription("no such key"), new Metadata());
          return new ServerCall.Listener<>() {};
        }
      }
      return next.startCall(call, headers);
    }

    private String text(Metadata headers, String name) {
      String text = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
      return text == null ? "" : text;
    }
  }

  private final class Nodes extends NodeServiceGrpc.NodeServiceImplBase {
    @Override
    public void initialize(
        InitializeRequest request, StreamObserver<InitializeResponse> responses) {
      synchronized (FakeServer.this) {
        initialized.add(request);
        if (suspended) {
          return;
        }
        if (refusal != null) {
          responses.onError(refusal.asRuntimeException(refusalTrailers));
          return;
        }
        responses.onNext(
            InitializeResponse.newBuilder()
                .setNodeId("node-1")
                .setSettings(settings)
                .setState(NodeState.NODE_STATE_ACTIVE)
                .build());
        responses.onCompleted();
      }
    }
  }

  private final class Logs extends LogServiceGrpc.LogServiceImplBase {
    @Override
    public StreamObserver<StreamLogsRequest> streamLogs(
        StreamObserver<StreamLogsResponse> responses) {
      return new FakeStream(responses);
    }
  }

  private final class FakeStream implements StreamObserver<StreamLogsRequest> {
    private final StreamObserver<StreamLogsResponse> responses;
    private String session = "";
    private long creditLeft;
    private boolean over;

    FakeStream(StreamObserver<StreamLogsResponse> responses) {
      this.responses = responses;
    }

    @Override
    public void onNext(StreamLogsRequest request) {
      synchronized (FakeServer.this) {
        if (over) {
          return;
        }
        if (refusal != null) {
          fail(refusal);
          return;
        }
        switch (request.getMessageCase()) {
          case HELLO:
            hello(request);
            break;
          case BATCH:
            batch(request.getBatch());
            break;
          case GOODBYE:
            goodbyes.add(request.getGoodbye().getReason());
            break;
          case REPORT:
            reports.add(request.getReport());
            break;
          default:
            fail(Status.INVALID_ARGUMENT);
        }
      }
    }

    private void hello(StreamLogsRequest request) {
      hellos++;
      session =
          request.getHello().getNodeId()
              + " "
              + request.getHello().getInstance()
              + " "
              + request.getHello().getEpoch();
      streams.add(this);
      creditLeft = credit;
      StreamLogsResponse.Builder welcome = StreamLogsResponse.newBuilder();
      welcome
          .getWelcomeBuilder()
          .setLastDurableSequence(mark())
          .setCreditBytes(credit)
          .setSettings(settings)
          .setReportSeconds(reportSeconds);
      answer(welcome.build());
    }

    private void batch(Batch batch) {
      batches.add(batch);
      creditLeft -= batch.getSerializedSize();
      overdrafts += creditLeft < 0 ? 1 : 0;
      if (batch.getFirstSequence() - (knowsSkips ? batch.getSkipped() : 0) > mark() + 1) {
        gaps++;
        fail(Status.FAILED_PRECONDITION.withDescription("a gap"));
        return;
      }
      if (WholeRecords.of(batch).stream().anyMatch(poison)) {
        fail(Status.INVALID_ARGUMENT.withDescription("a record is malformed"));
        return;
      }
      keep(batch);
      if (resetAfterBatches > 0 && --resetAfterBatches == 0) {
        List.copyOf(streams).forEach(stream -> stream.fail(Status.UNAVAILABLE));
      } else if (!withholdsAcks && resetAfterBatches <= 0) {
        StreamLogsResponse.Builder ack = StreamLogsResponse.newBuilder();
        ack.getAckBuilder().setSequence(mark());
        answer(ack.build());
        StreamLogsResponse.Builder back = StreamLogsResponse.newBuilder();
        back.getCreditBuilder().setBytes(batch.getSerializedSize());
        creditLeft += batch.getSerializedSize();
        answer(back.build());
      }
    }

    private void keep(Batch batch) {
      long already = mark() - batch.getFirstSequence() + 1;
      if (already < batch.getRecordsCount()) {
        records.addAll(
            WholeRecords.of(batch).subList((int) Math.max(0, already), batch.getRecordsCount()));
        losses.addAll(batch.getLossesList());
        marks.put(session, batch.getFirstSequence() + batch.getRecordsCount() - 1);
      }
    }

    private long mark() {
      return marks.getOrDefault(session, 0L);
    }

    @Override
    public void onError(Throwable gone) {
      synchronized (FakeServer.this) {
        over = true;
        streams.remove(this);
      }
    }

    @Override
    public void onCompleted() {
      synchronized (FakeServer.this) {
        if (!over && !suspended) {
          over = true;
          streams.remove(this);
          responses.onCompleted();
        }
      }
    }

    void answer(StreamLogsResponse message) {
      if (!over && !suspended) {
        responses.onNext(message);
      }
    }

    void fail(Status status) {
      if (!over) {
        over = true;
        streams.remove(this);
        responses.onError(status.asRuntimeException());
      }
    }
  }
}
