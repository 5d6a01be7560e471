package dev.hephaestus.server.otlp;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeManager;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeTimeouts;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.Throttles;
import dev.hephaestus.server.testkit.InMemoryNodeStore;
import dev.hephaestus.server.testkit.InMemoryRecordStore;
import dev.hephaestus.server.testkit.MutableClock;
import dev.hephaestus.server.testkit.TestScrubber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Everything behind the ports, over stores in memory; services tea-… have a repository. */
final class OtlpFixture {
  /** Who sends where nobody is asked for a credential. */
  static final Sender ANYBODY = sender(Scope.LOCAL);

  final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final List<AuditEvent> told = new ArrayList<>();
  final InMemoryRecordStore records = new InMemoryRecordStore();
  final InMemoryNodeStore nodeStore = new InMemoryNodeStore();
  final Ids ids = new Ids(clock, new Random(3));
  final NodeManager nodes =
      new NodeManager(nodeStore, location -> {}, Runnable::run, ids, clock, NodeTimeouts.DEFAULT);
  final ResourceNodes resources =
      new ResourceNodes(
          nodes,
          List.of(
              rule("tea-*", Optional.empty()),
              rule("cups", Optional.of("all-cups")),
              deploying(),
              owned()),
          2,
          told::add);
  final LogProcessor processor =
      new LogProcessor(records, TestScrubber.plain(), () -> {}, new SimpleMeterRegistry());
  final OtlpLogs logs = new OtlpLogs(resources, processor, clock, new SimpleMeterRegistry());
  final Intake intake = new Intake(64 << 20, new SimpleMeterRegistry());
  final OtlpHttp http = new OtlpHttp(new OtlpReception(logs, intake, ids));

  OtlpFixture() {
    nodes.addListener(resources);
  }

  static Sender sender(Scope scope) {
    Principal caller = new Principal("key:test", scope, KeyLimits.NONE);
    return new Sender(caller, new Throttles(Clock.systemUTC()).of(caller));
  }

  private static NodeRule rule(String service, Optional<String> node) {
    return new NodeRule(
        service,
        "*",
        Optional.empty(),
        node,
        RepositoryLocation.of("/srv/git/tea"),
        NodeSettings.DEFAULT);
  }

  private static NodeRule owned() {
    return new NodeRule(
        "owned",
        "*",
        Optional.of("owner"),
        Optional.empty(),
        RepositoryLocation.of("/srv/git/owned"),
        NodeSettings.DEFAULT);
  }

  private static NodeRule deploying() {
    NodeSettings usual = NodeSettings.DEFAULT;
    return new NodeRule(
        "deployed",
        "*",
        Optional.empty(),
        Optional.empty(),
        RepositoryLocation.of("/srv/git/deployed"),
        new NodeSettings(
            Mode.DEPLOY,
            usual.threshold(),
            usual.contextRecords(),
            usual.shipAll(),
            usual.packages()));
  }

  OtlpHttp.Reply post(byte[] body) {
    return http.post("application/x-protobuf", null, new ByteArrayInputStream(body), ANYBODY);
  }

  OtlpHttp.Reply post(ExportLogsServiceRequest.Builder request) {
    return post(request.build().toByteArray());
  }

  List<LogRecord> stored() {
    return records.all().stream().map(StoredRecord::record).toList();
  }

  static ExportLogsServiceRequest.Builder request(ResourceLogs.Builder... resources) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    for (ResourceLogs.Builder each : resources) {
      request.addResourceLogs(each);
    }
    return request;
  }

  static ResourceLogs.Builder of(String service, String... messages) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("tea.Prices"));
    for (String message : messages) {
      scope.addLogRecords(record(message));
    }
    return ResourceLogs.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
        .addScopeLogs(scope);
  }

  static io.opentelemetry.proto.logs.v1.LogRecord.Builder record(String message) {
    return io.opentelemetry.proto.logs.v1.LogRecord.newBuilder()
        .setTimeUnixNano(1_767_225_600_123_456_789L)
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
        .setBody(text(message));
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(text(value)).build();
  }

  static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
