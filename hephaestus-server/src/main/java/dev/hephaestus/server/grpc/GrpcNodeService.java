package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.DeleteNodeResponse;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.ListNodesResponse;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Registration;
import dev.hephaestus.server.node.Setting;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.Scope;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** hephaestus.v1.NodeService: nodes registered, read and changed. */
final class GrpcNodeService extends NodeServiceGrpc.NodeServiceImplBase {
  private final NodeManager nodes;
  private final Sessions sessions;
  private final AuditLog audit;

  GrpcNodeService(NodeManager nodes, Sessions sessions, AuditLog audit) {
    this.audit = Objects.requireNonNull(audit, "audit");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
  }

  @Override
  public void initialize(InitializeRequest request, StreamObserver<InitializeResponse> out) {
    RequestValidation.check(request);
    Scope scope = Caller.scope();
    Registration registration = NodeMapper.registration(request, scope.tenant());
    ScopeRules.check(scope, registration);
    Node node = nodes.initialize(registration);
    // One that was there before was heard since it was made.
    if (node.created().equals(node.lastSeen())) {
      tell("node.created", node);
    }
    answer(
        out,
        InitializeResponse.newBuilder()
            .setNodeId(node.id())
            .setSettings(NodeMapper.settings(node.settings()))
            .setState(NodeMapper.state(node.state()))
            .setReason(node.reason())
            .build());
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
    audit.record(
        new AuditEvent(
            Caller.current().name(),
            node.tenant(),
            action,
            node.id(),
            Map.of(
                "service", node.service(),
                "repository", node.repository().forPeople(),
                "mode", node.settings().mode().name().toLowerCase(Locale.ROOT))));
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
