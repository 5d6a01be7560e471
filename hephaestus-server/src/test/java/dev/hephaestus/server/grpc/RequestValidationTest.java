package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.rpc.BadRequest;
import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Threshold;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What requests of nodes must be, and how faults are said. */
final class RequestValidationTest {
  @Test
  void aGoodRequestPasses() {
    assertThatCode(() -> RequestValidation.check(WireFixture.initializeRequest()))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                RequestValidation.check(
                    BatchValidationTest.batchOf(BatchValidationTest.fullRecord())))
        .doesNotThrowAnyException();
    assertThatCode(() -> RequestValidation.check(ListNodesRequest.getDefaultInstance()))
        .doesNotThrowAnyException();
  }

  @Test
  void everyFaultOfInitializeIsNamedAtOnce() {
    InitializeRequest request =
        InitializeRequest.newBuilder()
            .setResource(Resource.newBuilder().setCommit("abc123"))
            .setRepository(
                Repository.newBuilder()
                    .setLocation("../shop")
                    .setBranch("a..b")
                    .setDirectory("/etc"))
            .setSettings(
                Settings.newBuilder()
                    .setModeValue(9)
                    .setShipValue(9)
                    .setContextRecords(10_001)
                    .addPackages("com.shop")
                    .addPackages("com.shop.*")
                    .setThreshold(
                        Threshold.newBuilder()
                            .setLevelValue(18)
                            .setCount(100_001)
                            .setWindow(Duration.newBuilder().setSeconds(86_401))))
            .build();

    StatusRuntimeException refused = refused(() -> RequestValidation.check(request));

    assertThat(fields(refused))
        .containsExactlyInAnyOrder(
            "resource.service",
            "resource.commit",
            "repository.location",
            "repository.branch",
            "repository.directory",
            "settings.mode",
            "settings.ship",
            "settings.context_records",
            "settings.packages[1]",
            "settings.threshold.level",
            "settings.threshold.count",
            "settings.threshold.window");
    String line = Objects.requireNonNull(refused.getStatus().getDescription());
    assertThat(line).doesNotContain("\n");
    fields(refused).forEach(field -> assertThat(line).contains(field));
  }

  @Test
  void anEmptyInitializeNamesWhatIsRequired() {
    assertThat(
            fields(refused(() -> RequestValidation.check(InitializeRequest.getDefaultInstance()))))
        .containsExactlyInAnyOrder("resource.service", "repository.location");
  }

  @Test
  void resourceTextsAreBounded() {
    String tooLong = "x".repeat(5_000);
    Resource resource =
        Resource.newBuilder()
            .setService("s".repeat(256))
            .setServiceVersion(tooLong)
            .setHost(tooLong)
            .setPod(tooLong)
            .setContainer(tooLong)
            .setJvm(tooLong)
            .setClient(tooLong)
            .addAttributes(WirePairs.of("a", tooLong))
            .build();
    InitializeRequest request =
        WireFixture.initializeRequest().toBuilder().setResource(resource).build();

    assertThat(fields(refused(() -> RequestValidation.check(request))))
        .containsExactly(
            "resource.service",
            "resource.service_version",
            "resource.host",
            "resource.pod",
            "resource.container",
            "resource.jvm",
            "resource.client",
            "resource.attributes[\"a\"]");
  }

  @Test
  void namesMayNotForgeLinesOfALog() {
    InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
    request.getResourceBuilder().setService("shop\nERROR forged");
    assertThat(fields(refused(() -> RequestValidation.check(request.build()))))
        .containsExactly("resource.service");
    assertThat(
            fields(
                refused(
                    () -> RequestValidation.check(WireFixture.hello("n", "web\r1", 1).getHello()))))
        .containsExactly("hello.instance");
  }

  @Test
  void theWindowIsADurationAboveZeroAndAtMostADay() {
    assertThat(windowIsRefused(0, 0)).isTrue();
    assertThat(windowIsRefused(-1, 0)).isTrue();
    assertThat(windowIsRefused(1, -5)).isTrue();
    assertThat(windowIsRefused(1, 1_000_000_000)).isTrue();
    assertThat(windowIsRefused(86_400, 1)).isTrue();
    assertThat(windowIsRefused(86_400, 0)).isFalse();
    assertThat(windowIsRefused(0, 1)).isFalse();
  }

  @Test
  void helloNamesEveryFault() {
    Hello hello =
        Hello.newBuilder()
            .setEpoch(-1)
            .setInstance("i".repeat(256))
            .setResource(Resource.getDefaultInstance())
            .build();

    assertThat(fields(refused(() -> RequestValidation.check(hello))))
        .containsExactly(
            "hello.node_id",
            "hello.epoch",
            "hello.instance",
            "hello.first_unacked",
            "hello.resource.service");
  }

  @Test
  void updateNeedsANodeAndAMaskOfKnownPaths() {
    assertThat(
            fields(refused(() -> RequestValidation.check(UpdateNodeRequest.getDefaultInstance()))))
        .containsExactly("node_id", "update_mask");
    StatusRuntimeException unknown =
        refused(
            () ->
                RequestValidation.check(
                    UpdateNodeRequest.newBuilder()
                        .setNodeId("n")
                        .setUpdateMask(
                            FieldMask.newBuilder().addPaths("mode").addPaths("threshold.colour"))
                        .build()));
    assertThat(fields(unknown)).containsExactly("update_mask");
    assertThat(unknown.getStatus().getDescription())
        .contains("threshold.colour", "threshold.count");
  }

  @Test
  void listAndGetAreJudgedToo() {
    assertThat(
            fields(
                refused(
                    () ->
                        RequestValidation.check(
                            ListNodesRequest.newBuilder()
                                .setPageSize(1_001)
                                .setPageToken("made up")
                                .build()))))
        .containsExactly("page_size", "page_token");
    assertThat(fields(refused(() -> RequestValidation.check(GetNodeRequest.getDefaultInstance()))))
        .containsExactly("node_id");
    assertThat(
            fields(
                refused(
                    () ->
                        RequestValidation.check(
                            Goodbye.newBuilder().setReason("x".repeat(1_025)).build()))))
        .containsExactly("goodbye.reason");
  }

  @Test
  void manyFaultsAreCutToWhatTrailersCarryAndCounted() {
    Batch.Builder batch = Batch.newBuilder().setFirstSequence(1);
    for (int i = 0; i < 5_000; i++) {
      batch.addRecords(LogRecord.getDefaultInstance());
    }

    StatusRuntimeException refused = refused(() -> RequestValidation.check(batch.build()));

    String line = Objects.requireNonNull(refused.getStatus().getDescription());
    assertThat(line).hasSizeLessThan(3_000).contains("batch.records[0].level");
    int named = fields(refused).size();
    assertThat(line).endsWith("and " + (10_000 - named) + " more");
  }

  @Test
  void whatIsQuotedOfARequestIsShortAndPrintable() {
    assertThat(RequestFaults.quote("a\nb\u001b[31m\"" + "x".repeat(100)))
        .doesNotContain("\n", "\u001b")
        .startsWith("\"a?b?[31m?")
        .endsWith("...\"")
        .hasSizeLessThan(70);
  }

  private static boolean windowIsRefused(long seconds, int nanos) {
    InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
    request
        .getSettingsBuilder()
        .getThresholdBuilder()
        .setWindow(Duration.newBuilder().setSeconds(seconds).setNanos(nanos));
    try {
      RequestValidation.check(request.build());
      return false;
    } catch (StatusRuntimeException refused) {
      assertThat(fields(refused)).containsExactly("settings.threshold.window");
      return true;
    }
  }

  static StatusRuntimeException refused(Executable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call);
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refused;
  }

  static List<String> fields(StatusRuntimeException refused) {
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    try {
      return status.getDetails(0).unpack(BadRequest.class).getFieldViolationsList().stream()
          .map(BadRequest.FieldViolation::getField)
          .toList();
    } catch (com.google.protobuf.InvalidProtocolBufferException noDetails) {
      throw new AssertionError(noDetails);
    }
  }
}
