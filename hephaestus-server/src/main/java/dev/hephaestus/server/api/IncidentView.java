package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetails;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.StackTraceText;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as the API shows it; its sample, runs and history only where one incident is asked
 * for.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentView(
    String id,
    String nodeId,
    String fingerprint,
    String title,
    String state,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    ResourceView resource,
    @Nullable SampleView sample,
    @Nullable List<String> runIds,
    @Nullable HistoryView history) {
  private static final int FRAMES_SHOWN = 200;

  /** What logged it. */
  record ResourceView(String service, String version, String commit, String host) {

    static ResourceView of(Resource resource) {
      return new ResourceView(
          resource.service(), resource.version(), resource.commit(), resource.host());
    }
  }

  /** The record that began it. */
  record SampleView(
      Instant time,
      String level,
      String logger,
      String thread,
      String template,
      List<String> arguments,
      String message,
      Map<String, String> mdc,
      @Nullable String stackTrace) {

    static SampleView of(LogRecord record) {
      Thrown thrown = record.thrown();
      return new SampleView(
          record.time(),
          record.level().name(),
          record.logger(),
          record.thread(),
          record.template(),
          record.arguments(),
          record.message(),
          record.mdc(),
          thrown == null ? null : StackTraceText.print(thrown, FRAMES_SHOWN));
    }
  }

  static IncidentView listed(Incident incident) {
    return of(incident, null, null, null);
  }

  static IncidentView whole(IncidentDetails details, List<String> runIds) {
    return of(
        details.incident(),
        SampleView.of(details.incident().sample()),
        runIds,
        HistoryView.of(details));
  }

  private static IncidentView of(
      Incident incident,
      @Nullable SampleView sample,
      @Nullable List<String> runIds,
      @Nullable HistoryView history) {
    return new IncidentView(
        incident.id(),
        incident.nodeId(),
        incident.fingerprint().hex(),
        incident.title(),
        incident.state().name().toLowerCase(Locale.ROOT),
        incident.count(),
        incident.firstSeen(),
        incident.lastSeen(),
        ResourceView.of(incident.resource()),
        sample,
        runIds,
        history);
  }
}
