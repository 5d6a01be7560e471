package dev.hephaestus.client;

import java.util.List;
import java.util.Map;

/** What a record was logged for: a request, as far as its diagnostic context names one. */
final class Errand {
  /**
   * Of tracers first (OpenTelemetry, Micrometer, Elastic, Brave, Datadog), then what frameworks and
   * people put there themselves.
   */
  private static final List<String> KEYS =
      List.of(
          "trace_id",
          "traceId",
          "trace.id",
          "X-B3-TraceId",
          "dd.trace_id",
          "requestId",
          "request_id",
          "X-Request-ID",
          "correlationId");

  private Errand() {}

  /** Its trace or request, else its thread, else the process. */
  static String of(ClientRecord record) {
    Map<String, String> mdc = record.mdc();
    if (!mdc.isEmpty()) {
      for (String key : KEYS) {
        String id = mdc.get(key);
        if (id != null && !id.isEmpty()) {
          return id;
        }
      }
    }
    return record.thread(); // Empty on most virtual threads: those share the process's.
  }
}
