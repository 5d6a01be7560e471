package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.HephaestusException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An application with OpenTelemetry's own SDK, and nothing of ours in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenTelemetryTest {
  private ServerHere server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server =
        ServerHere.start(
            folder,
            """
            otlp:
              nodes:
                - service: tea-*
                  repository: %s
                  level: WARN
            """
                .formatted(folder.resolve("no-repository")));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anErrorThatIsExportedOverGrpcBecomesAnIncident() throws Exception {
    String endpoint = "http://" + server.grpc();
    log(
        "tea-shop",
        OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).setCompression("gzip").build());

    assertThatTheErrorIsAnIncident("tea-shop");
  }

  @Test
  void anErrorThatIsExportedOverHttpBecomesAnIncident() throws Exception {
    String endpoint = server.http() + "/v1/logs";
    log("tea-house", OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint).build());

    assertThatTheErrorIsAnIncident("tea-house");
  }

  @Test
  void whatBelongsToNoNodeIsRefusedForGood() {
    LogRecordExporter exporter =
        OtlpHttpLogRecordExporter.builder().setEndpoint(server.http() + "/v1/logs").build();

    assertThat(export("coffee", exporter).isSuccess()).isFalse();
  }

  private static void log(String service, LogRecordExporter exporter) {
    assertThat(export(service, exporter).isSuccess()).isTrue();
  }

  /** Waits for the reply, which comes after the commit. */
  private static CompletableResultCode export(String service, LogRecordExporter exporter) {
    CompletableResultCode[] last = new CompletableResultCode[1];
    LogRecordExporter watched = new WatchedExporter(exporter, code -> last[0] = code);
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"),
                service,
                AttributeKey.stringKey("service.version"),
                "1.2.3",
                AttributeKey.stringKey("vcs.ref.head.revision"),
                "0123456789".repeat(4),
                AttributeKey.stringKey("host.name"),
                "web-1"));
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor(BatchLogRecordProcessor.builder(watched).build())
            .build()) {
      provider
          .get("tea.Prices")
          .logRecordBuilder()
          .setSeverity(Severity.ERROR)
          .setBody("no price for MATE")
          .setException(new IllegalStateException("lookup failed", new HephaestusException("tea")))
          .emit();
      provider.forceFlush().join(20, TimeUnit.SECONDS);
    }
    return last[0].join(20, TimeUnit.SECONDS);
  }

  private void assertThatTheErrorIsAnIncident(String service) throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> incident(service).isPresent());
    JsonNode incident =
        server
            .api()
            .get("/api/v1/incidents/" + incident(service).orElseThrow().path("id").asText());
    assertThat(incident.path("title").asText()).contains("HephaestusException: tea");
    assertThat(incident.toString())
        .contains("no price for MATE", "tea.Prices", getClass().getName(), "0123456789".repeat(4));
  }

  private Optional<JsonNode> incident(String service) throws IOException, InterruptedException {
    for (JsonNode node : server.api().list("nodes")) {
      if (node.path("service").asText().equals(service)) {
        String id = node.path("id").asText();
        return server.api().list("incidents?node=" + id).stream().findFirst();
      }
    }
    return Optional.empty();
  }
}
