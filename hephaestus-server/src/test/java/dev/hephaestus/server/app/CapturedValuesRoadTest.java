package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.proto.v1.LogRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the agent sent to a fix whose test calls with the values that failed. */
final class CapturedValuesRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void aFaultBehindAChecksumIsReproducedWithTheCapturedValues() throws Exception {
    JsonNode solution = solutions(VoucherRepository.record()).path(0);

    assertThat(solution.path("verdict").asText()).isEqualTo("reproduced");
    assertThat(solution.path("patch").asText()).contains("a/src/main/java/vouchers/Desk.java");
    JsonNode reproduction = solution.path("reproduction");
    assertThat(reproduction.path("inputs").asText()).isEqualTo("captured");
    assertThat(reproduction.path("source").asText())
        .contains("new Voucher(\"CH-42108815\", \"58bce27\")");
  }

  @Test
  void withoutThemItIsNotReproduced() throws Exception {
    JsonNode solution = solutions(VoucherRepository.recordWithoutValues()).path(0);

    assertThat(solution.path("verdict").asText()).isEqualTo("compiles");
    assertThat(solution.path("evidence").toString()).contains("It was not reproduced: no call");
    assertThat(solution.path("reproduction").path("source").asText()).isEmpty();
  }

  /** What one logged error came to. */
  private JsonNode solutions(LogRecord record) throws Exception {
    TeaRepository repository = VoucherRepository.create(folder.resolve("vouchers"));
    Map<String, String> environment =
        Map.of(
            "HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString(),
            "HEPHAESTUS_GRPC_PORT", "0",
            "HEPHAESTUS_HTTP_PORT", "0");
    Configuration configuration = ConfigurationReader.read(Optional.empty(), environment);
    try (HephaestusServer server =
            HephaestusServer.start(configuration, environment, Clock.systemUTC());
        TeaClient client = new TeaClient(server.grpcAddress(), repository)) {
      client.log(record);
      await().atMost(LIMIT).until(() -> list(server, "runs").path(0).has("ended"));
      return list(server, "solutions");
    }
  }

  private JsonNode list(HephaestusServer server, String what) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.httpAddress()).resolve("/api/v1/" + what)).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
