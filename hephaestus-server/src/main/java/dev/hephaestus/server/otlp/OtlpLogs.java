package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests of OTLP logs: each record goes to the node of its resource, and the outcome is
 * known when all that was taken is on disk.
 *
 * <p>At least once: the protocol has no sequence by which a request that is sent again could be
 * known. Everything is shipped and nothing marked as context; the node's threshold decides later.
 *
 * <p><i>Threads:</i> safe for use by many at once; returns after the commit.
 */
public final class OtlpLogs {
  private static final Logger log = LoggerFactory.getLogger(OtlpLogs.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final int REASONS = 5;

  private final ResourceNodes nodes;
  private final OtlpSessions sessions;
  private final RecordReader reader;
  private final Counter taken;
  private final Counter refused;

  public OtlpLogs(ResourceNodes nodes, LogProcessor processor, Clock clock, MeterRegistry meters) {
    this.nodes = nodes;
    this.sessions = new OtlpSessions(processor, clock);
    this.reader = new RecordReader(clock);
    this.taken =
        Counter.builder("hephaestus.otlp.records")
            .description("Records of OpenTelemetry made durable")
            .register(meters);
    this.refused =
        Counter.builder("hephaestus.otlp.refused")
            .description("Records of OpenTelemetry refused for good")
            .register(meters);
  }

  Outcome take(ExportLogsServiceRequest request, Sender sender) {
    if (request.getResourceLogsCount() > OtlpLimits.RESOURCES) {
      return new Outcome.TooLarge(
          "a request has "
              + request.getResourceLogsCount()
              + " resources, at most "
              + OtlpLimits.RESOURCES
              + " are taken");
    }
    long stored = 0;
    long left = 0;
    Set<String> reasons = new LinkedHashSet<>();
    for (ResourceLogs each : request.getResourceLogsList()) {
      Resource resource = ResourceReader.read(each.getResource().getAttributesList());
      int count = each.getScopeLogsList().stream().mapToInt(ScopeLogs::getLogRecordsCount).sum();
      try {
        switch (nodes.find(resource, sender)) {
          case ResourceNodes.Route.Nowhere nowhere when count > 0 -> {
            left += count;
            reasons.add(nowhere.reason());
          }
          case ResourceNodes.Route.To to when count > 0 -> {
            sessions.of(to.nodeId(), resource).append(records(each, count));
            stored += count;
            sender.throttle().stored(count, each.getSerializedSize());
            taken.increment(count);
          }
          default -> {
            // A resource without records.
          }
        }
      } catch (RuntimeException | LinkageError notStored) {
        log.warn("records of {} could not be stored", resource.service(), notStored);
        return new Outcome.Again("the records could not be stored, send them again", AFTER_FAILURE);
      }
    }
    refused.increment((double) left);
    String reason = String.join("; ", reasons.stream().limit(REASONS).toList());
    return left > 0 && stored == 0 ? new Outcome.Refused(reason) : new Outcome.Stored(left, reason);
  }

  private List<LogRecord> records(ResourceLogs logs, int count) {
    List<LogRecord> records = new ArrayList<>(count);
    for (ScopeLogs scope : logs.getScopeLogsList()) {
      String name = scope.getScope().getName();
      for (io.opentelemetry.proto.logs.v1.LogRecord each : scope.getLogRecordsList()) {
        records.add(reader.read(each, name));
      }
    }
    return records;
  }
}
