package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the agent sent to a fix whose test calls with the values that failed. */
final class CapturedValuesRoadTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

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
    FetchedJUnit.into(folder.resolve("data/work"));
    try (ServerHere server = ServerHere.start(folder, Map.of(), Clock.systemUTC());
        TeaClient client = new TeaClient(server.grpc(), repository)) {
      client.log(record);
      await().atMost(LIMIT).until(server.api()::isRunEnded);
      return server.api().get("/api/v1/solutions");
    }
  }
}
