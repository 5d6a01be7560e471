package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.proto.v1.Welcome;
import dev.hephaestus.server.ingest.ClientBalance;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogSession;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** hephaestus.v1.LogService: opens the streams of clients. */
final class GrpcLogService extends LogServiceGrpc.LogServiceImplBase implements LogStream.Opening {
  /** Often enough to see a loss within minutes, seldom enough for ten thousand clients. */
  private static final int REPORT_SECONDS = 30;

  private final NodeManager nodes;
  private final LogProcessor processor;
  private final Sessions sessions;
  private final ClientBalances balances;
  private final SolutionBacklog backlog;
  private final Executor storing;
  private final Intake intake;
  private final UnexpectedErrors errors;
  private final long window;
  private final OpenStreams open;
  private final CreditDesk desk;
  private volatile boolean goingAway;

  GrpcLogService(
      NodeManager nodes,
      LogProcessor processor,
      Sessions sessions,
      ClientBalances balances,
      SolutionBacklog backlog,
      Executor storing,
      Intake intake,
      UnexpectedErrors errors,
      long window,
      OpenStreams open,
      CreditDesk desk) {
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.processor = Objects.requireNonNull(processor, "processor");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.balances = Objects.requireNonNull(balances, "balances");
    this.backlog = Objects.requireNonNull(backlog, "backlog");
    this.storing = Objects.requireNonNull(storing, "storing");
    this.intake = Objects.requireNonNull(intake, "intake");
    this.errors = Objects.requireNonNull(errors, "errors");
    this.window = window;
    this.open = Objects.requireNonNull(open, "open");
    this.desk = Objects.requireNonNull(desk, "desk");
  }

  @Override
  public StreamObserver<StreamLogsRequest> streamLogs(StreamObserver<StreamLogsResponse> out) {
    ServerCallStreamObserver<StreamLogsResponse> call =
        (ServerCallStreamObserver<StreamLogsResponse>) out;
    ClientLink link = new ClientLink(call, window);
    StoringQueue queue =
        new StoringQueue(processor, link, desk.pace(Caller.current()), storing, intake, errors);
    LogStream stream =
        new LogStream(this, link, queue, intake, MessageSize.OF_CALL.get(), () -> call.request(1));
    call.disableAutoRequest();
    call.request(1);
    call.setOnReadyHandler(link::flush);
    call.setOnCancelHandler(stream::abandoned);
    call.setOnCloseHandler(stream::abandoned);
    return stream;
  }

  @Override
  public LogSession open(Hello hello, LogStream stream, ClientLink link) {
    if (goingAway) {
      throw goingAway();
    }
    desk.requireNoDebt(Caller.current());
    Node node = find(hello.getNodeId());
    SessionKey key = new SessionKey(node.id(), hello.getInstance(), hello.getEpoch());
    LogSession session = processor.open(key, resource(hello, node));
    sessions.add(key, stream).ifPresent(GrpcLogService::supersede);
    open.add(stream, Caller.current());
    // Read again now that changes of it reach this stream.
    Node current = find(hello.getNodeId());
    nodes.seen(node.id());
    link.welcome(
        Welcome.newBuilder()
            .setLastDurableSequence(session.durable())
            .setCreditBytes(window)
            .setSettings(NodeMapper.settings(current.settings()))
            .setReportSeconds(REPORT_SECONDS)
            .build());
    for (SolutionBacklog.Waiting waiting : backlog.of(node.id())) {
      StreamLogsResponse.Builder message = StreamLogsResponse.newBuilder();
      message.setSolution(SolutionMapper.solution(waiting.solution(), waiting.link()));
      if (stream.send(message.build())) {
        backlog.sent(waiting.solution());
      }
    }
    return session;
  }

  @Override
  public void heard(LogSession session) {
    nodes.seen(session.key().nodeId());
  }

  @Override
  public void reported(LogSession session, ClientBalance balance) {
    nodes.seen(session.key().nodeId());
    balances.told(session.key(), balance);
  }

  @Override
  public void closed(LogStream stream) {
    SessionKey key = stream.key();
    if (key != null) {
      balances.gone(key);
    }
    sessions.remove(stream);
    open.remove(stream);
  }

  /** From now on no client is let in. */
  void refuseNew() {
    goingAway = true;
  }

  static StatusRuntimeException goingAway() {
    return Status.UNAVAILABLE
        .withDescription("the server is going away; connect again")
        .asRuntimeException();
  }

  private Node find(String id) {
    return nodes
        .find(id)
        .filter(node -> node.isWithin(Caller.scope()))
        .orElseThrow(() -> GrpcNodeService.notFound(id));
  }

  private static Resource resource(Hello hello, Node node) {
    return hello.hasResource()
        ? RecordMapper.resource(hello.getResource())
        : new Resource(node.service(), "", "", "", Map.of());
  }

  private static void supersede(LogStream before) {
    before.end(
        Status.ABORTED
            .withDescription("the same client process opened another stream; use that one")
            .asRuntimeException());
  }
}
