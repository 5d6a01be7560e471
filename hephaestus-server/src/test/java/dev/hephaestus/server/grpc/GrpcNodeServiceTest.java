package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import dev.hephaestus.proto.v1.DeleteNodeRequest;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.InitializeResponse;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.ListNodesResponse;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Node;
import dev.hephaestus.proto.v1.NodeState;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Threshold;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class GrpcNodeServiceTest {
  private static final Settings ALL_SET =
      Settings.newBuilder()
          .setMode(Mode.MODE_DEPLOY)
          .setThreshold(
              Threshold.newBuilder()
                  .setLevel(Level.LEVEL_WARN)
                  .setCount(3)
                  .setWindow(Duration.newBuilder().setSeconds(90).setNanos(5)))
          .setContextRecords(0)
          .setShip(Settings.Ship.SHIP_ALL)
          .addPackages("com.shop")
          .build();

  private final WireFixture wire = new WireFixture();

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void initializeFillsInTheDefaults() {
    InitializeResponse response = wire.nodeService().initialize(WireFixture.initializeRequest());

    assertThat(response.getNodeId()).isNotEmpty();
    assertThat(response.getSettings())
        .isEqualTo(
            Settings.newBuilder()
                .setMode(Mode.MODE_SUGGEST)
                .setThreshold(
                    Threshold.newBuilder()
                        .setLevel(Level.LEVEL_ERROR)
                        .setCount(1)
                        .setWindow(Duration.newBuilder().setSeconds(300)))
                .setContextRecords(100)
                .setShip(Settings.Ship.SHIP_TRIGGERS)
                .build());
  }

  @Test
  void initializeKeepsWhatTheClientSays() {
    InitializeRequest request =
        WireFixture.initializeRequest().toBuilder().setSettings(ALL_SET).build();

    assertThat(wire.nodeService().initialize(request).getSettings()).isEqualTo(ALL_SET);
  }

  @Test
  void initializeAgainGivesTheSameNode() {
    assertThat(wire.initialize()).isEqualTo(wire.initialize());
  }

  @Test
  void everyFaultOfInitializeArrivesAtTheClientAtOnce() {
    StatusRuntimeException refused =
        refused(
            Status.Code.INVALID_ARGUMENT,
            () ->
                wire.nodeService()
                    .initialize(
                        InitializeRequest.newBuilder()
                            .setSettings(
                                Settings.newBuilder()
                                    .setContextRecords(-1)
                                    .setThreshold(Threshold.newBuilder().setCount(200_000)))
                            .build()));

    assertThat(RequestValidationTest.fields(refused))
        .containsExactly(
            "resource.service",
            "repository.location",
            "settings.threshold.count",
            "settings.context_records");
    assertThat(refused.getStatus().getDescription())
        .contains("resource.service", "repository.location", "4294967295", "200000");
  }

  @Test
  void initializeSaysWhetherTheRepositoryCanBeRead() {
    InitializeResponse read = wire.nodeService().initialize(WireFixture.initializeRequest());
    assertThat(read.getState()).isEqualTo(NodeState.NODE_STATE_ACTIVE);

    wire.unreadable = "it has no branch next";
    InitializeRequest.Builder next = WireFixture.initializeRequest().toBuilder();
    next.getRepositoryBuilder().setBranch("next");
    InitializeResponse unreadable = wire.nodeService().initialize(next.build());
    assertThat(unreadable.getState()).isEqualTo(NodeState.NODE_STATE_ERROR);
    assertThat(unreadable.getReason()).isEqualTo("it has no branch next");
    assertThat(unreadable.getNodeId()).isNotEmpty();
  }

  @Test
  void theFaultsOfARequestCarryThatOfItsRepository() {
    wire.unreadable = "the login is refused (401)";
    InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
    request.getSettingsBuilder().setContextRecords(-1).setMode(Mode.MODE_DEPLOY);
    String key =
        wire.gate.key(
            new Scope(
                "ours", Set.of(Role.INGEST), new RepositoryPatterns(List.of("/srv/*")), false));

    assertThat(RequestValidationTest.fields(refusedInitialize(key, request.build())))
        .containsExactly("settings.context_records", "settings.mode", "repository");
    request.getRepositoryBuilder().setLocation("/home/other");
    assertThat(RequestValidationTest.fields(refusedInitialize(key, request.build())))
        .as("what the credential does not open is not asked for")
        .containsExactly("settings.context_records", "settings.mode");
  }

  private StatusRuntimeException refusedInitialize(String key, InitializeRequest request) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    return refused(
        Status.Code.INVALID_ARGUMENT,
        () ->
            wire.nodeService()
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .initialize(request));
  }

  @Test
  void aNodeIsReadWithItsStateAndSessions() {
    String id = wire.initialize();
    wire.connect(id, "web-1");
    Node node = wire.nodeService().getNode(GetNodeRequest.newBuilder().setNodeId(id).build());

    assertThat(node.getId()).isEqualTo(id);
    assertThat(node.getService()).isEqualTo("shop");
    assertThat(node.getRepository().getLocation()).isEqualTo("/srv/git/shop");
    assertThat(node.getState()).isEqualTo(NodeState.NODE_STATE_ACTIVE);
    assertThat(node.getSessions()).isEqualTo(1);
    assertThat(node.getCreated().getSeconds()).isEqualTo(wire.clock.instant().getEpochSecond());
  }

  @Test
  void nodesAreListedByPagesOldestFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
      request.getResourceBuilder().setService("service-" + i);
      ids.add(wire.nodeService().initialize(request.build()).getNodeId());
    }

    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String token = "";
    do {
      ListNodesResponse page =
          wire.nodeService()
              .listNodes(ListNodesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getNodesList().forEach(node -> listed.add(node.getId()));
      sizes.add(page.getNodesCount());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed).isEqualTo(ids);
    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void updateChangesWhatTheMaskNamesAndWinsOverTheClientsConfiguration() {
    String id = wire.initialize();
    Node node =
        wire.nodeService()
            .updateNode(
                UpdateNodeRequest.newBuilder()
                    .setNodeId(id)
                    .setSettings(ALL_SET)
                    .setUpdateMask(
                        FieldMask.newBuilder().addPaths("mode").addPaths("threshold.window"))
                    .build());

    assertThat(node.getSettings().getMode()).isEqualTo(Mode.MODE_DEPLOY);
    assertThat(node.getSettings().getThreshold().getWindow())
        .isEqualTo(ALL_SET.getThreshold().getWindow());
    assertThat(node.getSettings().getThreshold().getCount()).isEqualTo(1);
    assertThat(node.getSettings().getContextRecords()).isEqualTo(100);
    InitializeResponse again = wire.nodeService().initialize(WireFixture.initializeRequest());
    assertThat(again.getSettings()).isEqualTo(node.getSettings());
  }

  @Test
  void aDeletedNodeIsGone() {
    String id = wire.initialize();
    wire.nodeService().deleteNode(DeleteNodeRequest.newBuilder().setNodeId(id).build());

    refused(
        Status.Code.NOT_FOUND,
        () -> wire.nodeService().getNode(GetNodeRequest.newBuilder().setNodeId(id).build()));
  }

  @Test
  void anUnknownNodeIsNotFoundByEveryCall() {
    StatusRuntimeException get =
        refused(
            Status.Code.NOT_FOUND,
            () -> wire.nodeService().getNode(GetNodeRequest.newBuilder().setNodeId("x").build()));
    assertThat(get.getStatus().getDescription()).contains("\"x\"", "Initialize");
    refused(
        Status.Code.NOT_FOUND,
        () -> wire.nodeService().deleteNode(DeleteNodeRequest.newBuilder().setNodeId("x").build()));
    refused(
        Status.Code.NOT_FOUND,
        () ->
            wire.nodeService()
                .updateNode(
                    UpdateNodeRequest.newBuilder()
                        .setNodeId("x")
                        .setUpdateMask(FieldMask.newBuilder().addPaths("mode"))
                        .build()));
  }

  private static StatusRuntimeException refused(Status.Code code, Executable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call);
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    return refused;
  }
}
