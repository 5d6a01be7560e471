package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClientConfigurationTest {
  private static ClientConfiguration.Builder builder(
      Map<String, String> properties, Map<String, String> environment) {
    return ClientConfiguration.builder("hephaestus-test")
        .properties(properties::get)
        .environment(environment::get);
  }

  @Test
  void systemPropertyWinsOverEnvironmentOverGivenOverDefault() {
    ClientConfiguration configuration =
        builder(
                Map.of("hephaestus.service", "from-property"),
                Map.of(
                    "HEPHAESTUS_SERVICE", "from-environment",
                    "HEPHAESTUS_CONTEXT_RECORDS", "7"))
            .set(ClientOption.SERVICE, "given")
            .set(ClientOption.CONTEXT_RECORDS, "8")
            .set(ClientOption.REPOSITORY, " /given ")
            .build();

    assertThat(configuration.service()).isEqualTo("from-property");
    assertThat(configuration.contextRecords).hasValue(7);
    assertThat(configuration.repository()).isEqualTo("/given");
    assertThat(configuration.endpoint()).isEqualTo("localhost:50051");
    assertThat(configuration.linger).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                builder(Map.of(), Map.of())
                    .set(ClientOption.ENDPOINT, "nowhere")
                    .set(ClientOption.MODE, "fly")
                    .set(ClientOption.THRESHOLD_COUNT, "-1")
                    .set(ClientOption.LINGER, "soon")
                    .set(ClientOption.QUEUE_BYTES, "1")
                    .set(ClientOption.ENABLED, "perhaps")
                    .build())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("endpoint \"nowhere\"")
        .hasMessageContaining("mode \"fly\" is none of suggest, deploy")
        .hasMessageContaining("thresholdCount \"-1\"")
        .hasMessageContaining("linger \"soon\"")
        .hasMessageContaining("queueBytes \"1\"")
        .hasMessageContaining("enabled \"perhaps\"")
        .hasMessageContaining("-Dhephaestus.service or HEPHAESTUS_SERVICE")
        .hasMessageContaining("repository is missing");
  }

  @Test
  void switchedOffNeedsNothingElse() {
    ClientConfiguration off = builder(Map.of("hephaestus.enabled", "false"), Map.of()).build();
    assertThat(off.enabled()).isFalse();
  }

  @Test
  void endpointsAreHostAndPortWithOrWithoutTls() {
    assertThat(ClientConfiguration.Endpoint.parse("https://h.example:443"))
        .hasToString("https://h.example:443");
    assertThat(ClientConfiguration.Endpoint.parse("http://[::1]:50051")).hasToString("[::1]:50051");
    assertThat(ClientConfiguration.Endpoint.parse("host")).isNull();
    assertThat(ClientConfiguration.Endpoint.parse("ftp://host:1")).isNull();
    assertThat(ClientConfiguration.Endpoint.parse("host:99999")).isNull();
    assertThat(ClientConfiguration.Endpoint.parse("host:1/path")).isNull();
  }
}
