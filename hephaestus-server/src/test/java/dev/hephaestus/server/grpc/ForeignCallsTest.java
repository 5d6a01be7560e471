package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.LogServiceGrpc;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.StreamLogsResponse.MessageCase;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a credential opens over gRPC, and that it opens nothing else. */
final class ForeignCallsTest {
  private final WireFixture wire = new WireFixture();
  private String node = "";
  private String foreign = "";

  @BeforeEach
  void twoTenantsOfWhichOneHasANode() {
    foreign = wire.gate.key("theirs");
    node = nodes(wire.gate.key("ours")).initialize(WireFixture.initializeRequest()).getNodeId();
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aForeignKeyReachesNothingByAnyMethodThatIsRegistered() {
    Map<String, Runnable> checks = new TreeMap<>();
    checks.put("hephaestus.v1.NodeService/Initialize", this::initializeMakesAnotherNode);
    checks.put(
        "hephaestus.v1.NodeService/GetNode",
        () ->
            isNotFound(
                () -> nodes(foreign).getNode(GetNodeRequest.newBuilder().setNodeId(node).build())));
    checks.put("hephaestus.v1.NodeService/ListNodes", this::listNodesShowsNone);
    checks.put(
        "hephaestus.v1.NodeService/UpdateNode",
        () -> isNotFound(() -> nodes(foreign).updateNode(update(Mode.MODE_DEPLOY))));
    checks.put(
        "hephaestus.v1.NodeService/DeleteNode",
        () ->
            isNotFound(
                () ->
                    nodes(foreign)
                        .deleteNode(DeleteNodeRequest.newBuilder().setNodeId(node).build())));
    checks.put(
        "hephaestus.v1.LogService/StreamLogs",
        () -> {
          StreamClient client = stream(foreign);
          client.send(WireFixture.hello(node, "pod", 1));
          assertThat(client.end().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        });
    checks.put(
        "opentelemetry.proto.collector.logs.v1.LogsService/Export",
        () -> assertThat(refusal(() -> logs(foreign).export(logsFor(node)))).contains("not known"));

    Set<String> registered =
        wire.server.services().stream()
            .flatMap(service -> service.getMethods().stream())
            .map(ServerMethodDefinition::getMethodDescriptor)
            .map(method -> method.getFullMethodName())
            .filter(name -> !name.startsWith("grpc."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(registered)
        .as("methods without a check of what a foreign key gets")
        .isEqualTo(checks.keySet());
    checks.values().forEach(Runnable::run);
    assertThat(wire.nodes.find(node)).isPresent();
    assertThat(wire.records.all()).isEmpty();
  }

  @Test
  void logsOfOpenTelemetryGoToNodesThatTheKeyReaches() {
    String other = key(Set.of(Role.values()), "/srv/git/other*", true);
    String reader = key(Set.of(Role.READ), "*", true);
    String sender = key(Set.of(Role.INGEST), "/srv/git/*", false);
    String unknown = node.substring(0, node.length() - 1) + "~";

    assertThat(refusal(() -> logs(foreign).export(logsFor(node))).replace(node, "ID"))
        .isEqualTo(refusal(() -> logs(foreign).export(logsFor(unknown))).replace(unknown, "ID"));
    assertThat(refusal(() -> logs(other).export(logsFor(node)))).contains("not known");
    assertThat(code(() -> logs(reader).export(logsFor(node))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(code(() -> logs("heph_none").export(logsFor(node))))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(wire.records.all()).isEmpty();
    assertThat(logs(sender).export(logsFor(node)).hasPartialSuccess()).isFalse();
    assertThat(wire.records.all()).hasSize(1);
  }

  @Test
  void aServicesNameLeadsToNoForeignNode() {
    ExportLogsServiceRequest request = logsOf("service.name", "shop");

    assertThat(refusal(() -> logs(foreign).export(request))).contains("no node is known");
    assertThat(wire.records.all()).isEmpty();
    assertThat(logs(wire.gate.key("ours")).export(request).hasPartialSuccess()).isFalse();
  }

  @Test
  void unknownAndForeignNodesAreAnsweredAlike() {
    String unknown = node.substring(0, node.length() - 1) + "~";

    assertThat(refusal(() -> nodes(foreign).getNode(get(node))).replace(node, "ID"))
        .isEqualTo(refusal(() -> nodes(foreign).getNode(get(unknown))).replace(unknown, "ID"));
  }

  @Test
  void everyMethodWithoutACredentialIsRefusedOnceThereIsAKey() {
    assertThat(code(() -> wire.nodeService().getNode(get(node))))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(code(() -> nodes("heph_none").getNode(get(node))))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    StreamClient client = wire.open();
    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void healthIsToldToAnybody() {
    assertThat(
            HealthGrpc.newBlockingStub(wire.channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void aRoleThatTheKeyHasNotIsRefused() {
    String reader = key(Set.of(Role.READ), "*", true);
    String sender = key(Set.of(Role.INGEST), "*", true);

    assertThat(nodes(reader).getNode(get(node)).getId()).isEqualTo(node);
    assertThat(code(() -> nodes(reader).initialize(WireFixture.initializeRequest())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(code(() -> nodes(reader).updateNode(update(Mode.MODE_SUGGEST))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(code(() -> nodes(sender).getNode(get(node))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(stream(reader).end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void aKeyForOtherRepositoriesNeitherRegistersNorReaches() {
    String other = key(Set.of(Role.values()), "/srv/git/other*", true);

    assertThat(code(() -> nodes(other).getNode(get(node)))).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal(() -> nodes(other).initialize(WireFixture.initializeRequest())))
        .contains("not for the repository")
        .contains("/srv/git/shop");
  }

  @Test
  void aKeyForSuggestionsNeitherRegistersNorSetsDeploy() {
    String suggests = key(Set.of(Role.values()), "/srv/git/*", false);
    InitializeRequest deploys =
        WireFixture.initializeRequest().toBuilder()
            .setSettings(Settings.newBuilder().setMode(Mode.MODE_DEPLOY))
            .build();

    assertThat(refusal(() -> nodes(suggests).initialize(deploys))).contains("mode suggest");
    assertThat(code(() -> nodes(suggests).updateNode(update(Mode.MODE_DEPLOY))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(nodes(suggests).updateNode(update(Mode.MODE_SUGGEST)).getId()).isEqualTo(node);
  }

  @Test
  void openStreamsEndWithTheirKey() {
    String text = key(Set.of(Role.INGEST), "*", false);
    StreamClient client = stream(text);
    client.send(WireFixture.hello(node, "pod", 1));
    client.welcome();

    wire.gate.keys.revoke(text.substring(5, 17));

    assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void callsBeyondTheLimitAreRefusedWithWhenToComeAgain() {
    String slow = wire.gate.key(scope("ours"), new KeyLimits(0, 0, 1, 0));
    nodes(slow).getNode(get(node));

    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> nodes(slow).getNode(get(node)));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(
            refused
                .getTrailers()
                .get(Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("1000");
    assertThat(retryInfo(refused).getRetryDelay().getSeconds()).isEqualTo(1);
  }

  private static RetryInfo retryInfo(StatusRuntimeException refused) {
    com.google.rpc.Status details = StatusProto.fromThrowable(refused);
    assertThat(details).isNotNull();
    assertThat(details.getCode()).isEqualTo(refused.getStatus().getCode().value());
    return details.getDetailsList().stream()
        .filter(each -> each.is(RetryInfo.class))
        .map(ForeignCallsTest::unpacked)
        .findFirst()
        .orElseThrow();
  }

  private static RetryInfo unpacked(Any detail) {
    try {
      return detail.unpack(RetryInfo.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recordsBeyondTheLimitAreStoredAndAcknowledgedAndSlowTheNext() {
    String slow = wire.gate.key(scope("ours"), new KeyLimits(1, 0, 0, 0));
    StreamClient client = stream(slow);
    client.send(WireFixture.hello(node, "pod", 1));
    client.welcome();

    client.send(WireFixture.batch(1, 500));

    assertThat(client.next(MessageCase.ACK).getAck().getSequence()).isEqualTo(500);
    assertThat(client.hasNothing()).as("credit").isTrue();
    StreamClient again = stream(slow);
    again.send(WireFixture.hello(node, "other", 1));
    Status indebted = again.end();
    assertThat(indebted.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    wire.clock.advance(java.time.Duration.ofMinutes(10));
    StreamClient later = stream(slow);
    later.send(WireFixture.hello(node, "other", 1));
    later.welcome();
  }

  @Test
  void whoUsedUpTheDaysQuotaComesAgainTheNextDay() {
    String small = wire.gate.key(scope("ours"), new KeyLimits(0, 0, 0, 100));
    StreamClient client = stream(small);
    client.send(WireFixture.hello(node, "pod", 1));
    client.welcome();
    client.send(WireFixture.batch(1, 5));
    assertThat(client.next(MessageCase.ACK).getAck().getSequence()).isEqualTo(5);

    StreamClient again = stream(small);
    again.send(WireFixture.hello(node, "other", 1));
    Status refused = again.end();
    assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.getDescription()).contains("come again in");
    wire.clock.advance(java.time.Duration.ofDays(1));
    StreamClient later = stream(small);
    later.send(WireFixture.hello(node, "other", 1));
    later.welcome();
  }

  private static Scope scope(String tenant) {
    return new Scope(tenant, Set.of(Role.values()), RepositoryPatterns.ALL, true);
  }

  private void initializeMakesAnotherNode() {
    assertThat(nodes(foreign).initialize(WireFixture.initializeRequest()).getNodeId())
        .isNotEqualTo(node);
  }

  private void listNodesShowsNone() {
    assertThat(nodes(wire.gate.key("third")).listNodes(ListNodesRequest.getDefaultInstance()))
        .isEqualTo(dev.hephaestus.proto.v1.ListNodesResponse.getDefaultInstance());
  }

  private static GetNodeRequest get(String id) {
    return GetNodeRequest.newBuilder().setNodeId(id).build();
  }

  private UpdateNodeRequest update(Mode mode) {
    UpdateNodeRequest.Builder request = UpdateNodeRequest.newBuilder().setNodeId(node);
    request.getUpdateMaskBuilder().addPaths("mode");
    return request.setSettings(Settings.newBuilder().setMode(mode)).build();
  }

  private String key(Set<Role> roles, String pattern, boolean deploy) {
    return wire.gate.key(
        new Scope("ours", roles, new RepositoryPatterns(List.of(pattern)), deploy));
  }

  private NodeServiceGrpc.NodeServiceBlockingStub nodes(String key) {
    return wire.nodeService().withInterceptors(bearing(key));
  }

  private LogsServiceGrpc.LogsServiceBlockingStub logs(String key) {
    return LogsServiceGrpc.newBlockingStub(wire.channel).withInterceptors(bearing(key));
  }

  private static ExportLogsServiceRequest logsFor(String nodeId) {
    return logsOf("hephaestus.node", nodeId);
  }

  private static ExportLogsServiceRequest logsOf(String attribute, String value) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    ResourceLogs.Builder resource = request.addResourceLogsBuilder();
    resource
        .getResourceBuilder()
        .addAttributesBuilder()
        .setKey(attribute)
        .getValueBuilder()
        .setStringValue(value);
    resource
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .getBodyBuilder()
        .setStringValue("no price");
    return request.build();
  }

  private StreamClient stream(String key) {
    StreamClient client = new StreamClient();
    client.toServer(
        LogServiceGrpc.newStub(wire.channel).withInterceptors(bearing(key)).streamLogs(client));
    return client;
  }

  private static ClientInterceptor bearing(String key) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static void isNotFound(Runnable call) {
    assertThat(code(call)).isEqualTo(Status.Code.NOT_FOUND);
  }

  private static Status.Code code(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private static String refusal(Runnable call) {
    return String.valueOf(
        catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getDescription());
  }
}
