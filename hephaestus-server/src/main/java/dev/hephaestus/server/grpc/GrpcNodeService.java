package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.DeleteNodeResponse;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.ListNodesResponse;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Registrar;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.node.Setting;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.Scope;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** hephaestus.v1.NodeService: nodes registered, read and changed. */
final class GrpcNodeService extends NodeServiceGrpc.NodeServiceImplBase {
  /** Below what clients wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NodeManager nodes;
  private final Registrar registrar;
  private final Sessions sessions;
  private final AuditLog audit;
  private final UnexpectedErrors errors;

  GrpcNodeService(
      NodeManager nodes,
      Registrar registrar,
      Sessions sessions,
      AuditLog audit,
      UnexpectedErrors errors) {
    this.audit = Objects.requireNonNull(audit, "audit");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.registrar = Objects.requireNonNull(registrar, "registrar");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.errors = Objects.requireNonNull(errors, "errors");
  }

  @Override
  public void initialize(InitializeRequest request, StreamObserver<InitializeResponse> out) {
    // Who is gone by then is not answered, and that is no fault.
    ((ServerCallStreamObserver<InitializeResponse>) out).setOnCancelHandler(() -> {});
    RequestFaults faults = RequestValidation.faults(request);
    if (faults.isEmpty()) {
      register(request, out);
    } else {
      refuse(faults, request, out);
    }
  }

  private void register(InitializeRequest request, StreamObserver<InitializeResponse> out) {
    Scope scope = Caller.scope();
    Registration registration = NodeMapper.registration(request, scope.tenant());
    ScopeRules.check(scope, registration);
    var unused =
        registrar
            .register(registration, Caller.current().name(), patience())
            .whenComplete(
                (registered, fault) -> {
                  if (fault == null) {
                    answer(out, NodeMapper.initialized(registered.node()));
                  } else {
                    out.onError(errors.of("Initialize", fault));
                  }
                });
  }

  /** All faults at once: the repository is looked at although the rest of the request is bad. */
  private void refuse(
      RequestFaults faults, InitializeRequest request, StreamObserver<InitializeResponse> out) {
    if (NodeMapper.isDeploy(request.getSettings()) && !Caller.scope().deploy()) {
      faults.add("settings.mode", ScopeRules.NO_DEPLOY);
    }
    if (!mayAskFor(request.getRepository())) {
      throw faults.toException();
    }
    var unused =
        registrar
            .fault(NodeMapper.repository(request.getRepository()), patience())
            .whenComplete(
                (fault, stopping) -> {
                  if (fault != null) {
                    fault.ifPresent(what -> faults.add("repository", what));
                  }
                  out.onError(faults.toException());
                });
  }

  /** What a credential does not open is not asked for with the server's login. */
  private static boolean mayAskFor(Repository repository) {
    RequestFaults own = new RequestFaults();
    RepositoryRules.check(repository, own);
    return own.isEmpty()
        && Caller.scope().repositories().allow(NodeMapper.repository(repository).forPeople());
  }

  /** So that the answer comes before the client gives up. */
  private static Duration patience() {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return PATIENCE;
    }
    long most = deadline.timeRemaining(TimeUnit.MILLISECONDS) / 2;
    return Duration.ofMillis(Math.clamp(most, 0, PATIENCE.toMillis()));
  }

  @Override
  public void getNode(GetNodeRequest request, StreamObserver<dev.hephaestus.proto.v1.Node> out) {
    RequestValidation.check(request);
    String id = request.getNodeId();
    answer(out, toWire(reached(id)));
  }

  @Override
  public void listNodes(ListNodesRequest request, StreamObserver<ListNodesResponse> out) {
    RequestValidation.check(request);
    int size = request.getPageSize() == 0 ? Limits.DEFAULT_PAGE_SIZE : request.getPageSize();
    String after = PageToken.read(request.getPageToken()).orElseThrow();
    List<Node> page = nodes.list(Caller.scope(), after, size + 1);
    boolean more = page.size() > size;
    List<Node> shown = more ? page.subList(0, size) : page;
    ListNodesResponse.Builder response = ListNodesResponse.newBuilder();
    shown.forEach(node -> response.addNodes(toWire(node)));
    if (more) {
      response.setNextPageToken(PageToken.after(shown.get(size - 1).id()));
    }
    answer(out, response.build());
  }

  @Override
  public void updateNode(
      UpdateNodeRequest request, StreamObserver<dev.hephaestus.proto.v1.Node> out) {
    RequestValidation.check(request);
    Set<Setting> named = EnumSet.noneOf(Setting.class);
    request.getUpdateMask().getPathsList().forEach(path -> named.addAll(Setting.under(path)));
    String id = reached(request.getNodeId()).id();
    NodeSettings settings = NodeMapper.settings(request.getSettings());
    ScopeRules.check(Caller.scope(), settings, named);
    Node node = nodes.update(id, settings, named).orElseThrow(() -> notFound(id));
    tell("node.changed", node);
    answer(out, toWire(node));
  }

  @Override
  public void deleteNode(DeleteNodeRequest request, StreamObserver<DeleteNodeResponse> out) {
    RequestValidation.check(request);
    Node node = reached(request.getNodeId());
    if (!nodes.remove(node.id())) {
      throw notFound(node.id());
    }
    tell("node.deleted", node);
    answer(out, DeleteNodeResponse.getDefaultInstance());
  }

  private void tell(String action, Node node) {
    audit.record(node.event(action, Caller.current().name()));
  }

  /** What another's credential would reach is answered as what is not there. */
  private Node reached(String id) {
    return nodes
        .find(id)
        .filter(node -> node.isWithin(Caller.scope()))
        .orElseThrow(() -> notFound(id));
  }

  static StatusRuntimeException notFound(String id) {
    return Status.NOT_FOUND
        .withDescription(
            "node " + RequestFaults.quote(id) + " is not known; call Initialize to register it")
        .asRuntimeException();
  }

  private dev.hephaestus.proto.v1.Node toWire(Node node) {
    return NodeMapper.node(node, sessions.connected(node.id()));
  }

  private static <T> void answer(StreamObserver<T> out, T response) {
    out.onNext(response);
    out.onCompleted();
  }
}
