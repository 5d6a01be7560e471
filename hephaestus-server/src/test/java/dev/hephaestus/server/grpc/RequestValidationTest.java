package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.rpc.BadRequest;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.GetNodeRequest;
import dev.hephaestus.proto.v1.Goodbye;
import dev.hephaestus.proto.v1.Hello;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.ListNodesRequest;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Loss;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Threshold;
import dev.hephaestus.proto.v1.Thrown;
import dev.hephaestus.proto.v1.UpdateNodeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestValidationTest {

  @Test
  void aGoodRequestPasses() {
    assertThatCode(() -> RequestValidation.check(WireFixture.initializeRequest()))
        .doesNotThrowAnyException();
    assertThatCode(() -> RequestValidation.check(batchOf(fullRecord()))).doesNotThrowAnyException();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/shop.git",
        "http://localhost:3000/shop",
        "ssh://git@example.org:22/acme/shop.git",
        "git://example.org/shop",
        "file:///srv/git/shop",
        "git@github.com:acme/shop.git",
        "/srv/git/shop",
        "C:\\work\\shop",
        "https://token@example.org/shop.git"
      })
  void takesPathsAndGitUrls(String location) {
    assertThatCode(() -> RequestValidation.check(at(location))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "./shop",
        "--upload-pack=touch /tmp/x",
        "ext::sh -c id",
        "ftp://example.org/shop",
        "/srv/\u0000shop",
        "https://user:secret@example.org/shop.git"
      })
  void refusesOtherPlacesAndNeverRepeatsAPassword(String location) {
    StatusRuntimeException refused = refused(() -> RequestValidation.check(at(location)));

    assertThat(fields(refused)).containsExactly("repository.location");
    assertThat(refused.getStatus().getDescription()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/1.2", "feature/ä-b_c", "v1.0"})
  void takesNamesOfBranches(String branch) {
    assertThatCode(() -> RequestValidation.check(onBranch(branch))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f", "a b", "a..b", "a~1", "a:b", "/a", "a/", "a.", ".a", "a.lock", "a@{1}", "a//b"
      })
  void refusesWhatIsNoNameOfABranch(String branch) {
    assertThat(fields(refused(() -> RequestValidation.check(onBranch(branch)))))
        .containsExactly("repository.branch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../b", "/a", "a\\b", ".."})
  void refusesADirectoryOutsideOfTheRepository(String directory) {
    InitializeRequest request =
        WireFixture.initializeRequest().toBuilder()
            .setRepository(
                Repository.newBuilder().setLocation("/srv/git/shop").setDirectory(directory))
            .build();

    assertThat(fields(refused(() -> RequestValidation.check(request))))
        .containsExactly("repository.directory");
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
            .putAttributes("a", tooLong)
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
  void aBatchHasRecordsAndAPlaceInTheSequence() {
    assertThat(fields(refused(() -> RequestValidation.check(Batch.getDefaultInstance()))))
        .containsExactly("batch.first_sequence", "batch.records");
    Batch tooMany =
        Batch.newBuilder()
            .setFirstSequence(Long.MAX_VALUE)
            .addAllRecords(java.util.Collections.nCopies(10_001, WireFixture.record("x").build()))
            .build();
    assertThat(fields(refused(() -> RequestValidation.check(tooMany))))
        .containsExactly("batch.first_sequence", "batch.records");
  }

  @Test
  void aBatchCannotSkipMoreThanLiesBeforeIt() {
    Batch good =
        batchOf(WireFixture.record("x").build()).toBuilder()
            .setFirstSequence(5)
            .setSkipped(4)
            .build();
    RequestValidation.check(good);

    Batch bad = good.toBuilder().setSkipped(5).build();
    assertThat(fields(refused(() -> RequestValidation.check(bad))))
        .containsExactly("batch.skipped");
    Batch worse = good.toBuilder().setSkipped(-1).build();
    assertThat(fields(refused(() -> RequestValidation.check(worse))))
        .containsExactly("batch.skipped");
  }

  @Test
  void lossesAreJudged() {
    Batch batch =
        batchOf(WireFixture.record("x").build()).toBuilder()
            .addLosses(Loss.newBuilder().setLevelValue(2).setReasonValue(77))
            .build();

    assertThat(fields(refused(() -> RequestValidation.check(batch))))
        .containsExactly(
            "batch.losses[0].level", "batch.losses[0].count", "batch.losses[0].reason");
  }

  @Test
  void aRecordNamesEveryFault() {
    String tooLong = "x".repeat(262_145);
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNanos(-1)
            .setLevelValue(3)
            .setLogger("l".repeat(1_025))
            .setThread("t".repeat(1_025))
            .setTemplate(tooLong)
            .setMessage(tooLong)
            .addArguments("fine")
            .addArguments(tooLong)
            .addMarkers("m".repeat(1_025))
            .addMdc(WireFixture.pair("k", tooLong))
            .addKeyValues(WireFixture.pair("k".repeat(1_025), "v"))
            .setTraceId("0AF7651916CD43DD8448EB211C80319C")
            .setSpanId("b7ad6b716920333")
            .setRoleValue(12)
            .build();

    assertThat(recordFaults(record))
        .containsExactly(
            "time_unix_nanos",
            "level",
            "logger",
            "thread",
            "template",
            "message",
            "arguments[1]",
            "markers[0]",
            "mdc[\"k\"]",
            "key_values",
            "trace_id",
            "span_id",
            "role");
  }

  @Test
  void aRecordHasABoundedNumberOfParts() {
    List<String> many = java.util.Collections.nCopies(1_001, "x");
    LogRecord.Builder record = WireFixture.record("x").addAllArguments(many).addAllMarkers(many);
    for (int i = 0; i < 1_001; i++) {
      Pair pair = WireFixture.pair("k" + i, "v");
      record.addMdc(pair).addKeyValues(pair);
    }

    assertThat(recordFaults(record.build()))
        .containsExactly("arguments", "markers", "mdc", "key_values");
  }

  @Test
  void aThrowableNamesEveryFault() {
    Thrown thrown =
        Thrown.newBuilder()
            .setMessage("m".repeat(262_145))
            .setFramesInCommon(-1)
            .setFramesOmitted(-1)
            .setCircular(true)
            .addFrames(
                Frame.newBuilder()
                    .setFile("f".repeat(1_025))
                    .setJar("j".repeat(1_025))
                    .setVersion("v".repeat(1_025))
                    .setLine(-1)
                    .addValues(
                        CapturedValue.newBuilder()
                            .setName("n".repeat(1_025))
                            .setType("t".repeat(1_025))
                            .setText("x".repeat(65_537))
                            .setRedacted(true)))
            .setCause(Thrown.getDefaultInstance())
            .addSuppressed(Thrown.getDefaultInstance())
            .build();

    assertThat(recordFaults(WireFixture.record("x").setThrown(thrown).build()))
        .containsExactly(
            "thrown.class_name",
            "thrown.message",
            "thrown.frames_in_common",
            "thrown.frames_omitted",
            "thrown.frames[0].class_name",
            "thrown.frames[0].method",
            "thrown.frames[0].file",
            "thrown.frames[0].jar",
            "thrown.frames[0].version",
            "thrown.frames[0].line",
            "thrown.frames[0].values[0].name",
            "thrown.frames[0].values[0].type",
            "thrown.frames[0].values[0].text",
            "thrown.frames[0].values[0].redacted",
            "thrown.circular",
            "thrown.cause.class_name",
            "thrown.suppressed[0].class_name");
  }

  @Test
  void throwablesAndValuesNestToABoundedDepth() {
    assertThat(recordFaults(thrownNested(64))).isEmpty();
    assertThat(recordFaults(thrownNested(65))).containsExactly("thrown" + ".cause".repeat(64));
    assertThat(recordFaults(valueNested(16))).isEmpty();
    assertThat(recordFaults(valueNested(17)))
        .containsExactly("thrown.frames[0].values[0]" + ".parts[0]".repeat(16));
  }

  @Test
  void framesAndSuppressedAreBounded() {
    Frame frame = Frame.newBuilder().setClassName("A").setMethod("b").build();
    Thrown thrown =
        Thrown.newBuilder()
            .setClassName("X")
            .addAllFrames(java.util.Collections.nCopies(10_001, frame))
            .addAllSuppressed(
                java.util.Collections.nCopies(101, Thrown.newBuilder().setClassName("Y").build()))
            .build();

    assertThat(recordFaults(WireFixture.record("x").setThrown(thrown).build()))
        .containsExactly("thrown.frames", "thrown.suppressed");
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

  private static InitializeRequest at(String location) {
    return changed(repository -> repository.setLocation(location));
  }

  private static InitializeRequest onBranch(String branch) {
    return changed(repository -> repository.setBranch(branch));
  }

  private static InitializeRequest changed(Consumer<Repository.Builder> change) {
    InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
    change.accept(request.getRepositoryBuilder());
    return request.build();
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

  private static LogRecord fullRecord() {
    return WireFixture.record("x")
        .setLevel(Level.LEVEL_FATAL)
        .setTraceId("0af7651916cd43dd8448eb211c80319c")
        .setSpanId("b7ad6b7169203331")
        .setRole(LogRecord.Role.ROLE_CONTEXT)
        .setThrown(
            Thrown.newBuilder()
                .setClassName("X")
                .addFrames(Frame.newBuilder().setClassName("A").setMethod("b").setLine(-2))
                .setCause(Thrown.newBuilder().setClassName("X").setCircular(true)))
        .build();
  }

  private static LogRecord thrownNested(int depth) {
    Thrown thrown = Thrown.newBuilder().setClassName("X").build();
    for (int i = 1; i < depth; i++) {
      thrown = Thrown.newBuilder().setClassName("X").setCause(thrown).build();
    }
    return WireFixture.record("x").setThrown(thrown).build();
  }

  private static LogRecord valueNested(int depth) {
    CapturedValue value = CapturedValue.newBuilder().setName("v").build();
    for (int i = 1; i < depth; i++) {
      value = CapturedValue.newBuilder().setName("v").addParts(value).build();
    }
    Frame frame = Frame.newBuilder().setClassName("A").setMethod("b").addValues(value).build();
    return WireFixture.record("x")
        .setThrown(Thrown.newBuilder().setClassName("X").addFrames(frame))
        .build();
  }

  private static List<String> recordFaults(LogRecord record) {
    RequestFaults faults = new RequestFaults();
    RecordRules.check(record, faults);
    return faults.isEmpty() ? List.of() : fields(faults.toException());
  }

  private static Batch batchOf(LogRecord record) {
    return Batch.newBuilder().setFirstSequence(1).addRecords(record).build();
  }

  private static StatusRuntimeException refused(Executable call) {
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
