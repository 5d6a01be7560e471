package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
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
        .hasMessageContaining("-Dhephaestus.repository or HEPHAESTUS_REPOSITORY")
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

  @Test
  void aFaultSaysWhereItsValueWasSet() {
    assertThatThrownBy(
            () ->
                builder(
                        Map.of("hephaestus.linger", "soon"),
                        Map.of("HEPHAESTUS_COMMIT", "HEAD", "HEPHAESTUS_LINGER", "unseen"))
                    .set(ClientOption.REPOSITORY, "/src")
                    .set(ClientOption.QUEUE_BYTES, "much")
                    .build())
        .hasMessageContaining("(system property hephaestus.linger)")
        .hasMessageContaining("commit \"HEAD\" is no full Git hash")
        .hasMessageContaining("(environment variable HEPHAESTUS_COMMIT)")
        .hasMessageContaining("bytes, such as 512KiB or 16MiB (logging configuration)")
        .hasMessageNotContaining("unseen");
  }

  @Test
  void scrubbingOptionsThatCannotWorkAreNamed() {
    assertThatThrownBy(
            () ->
                builder(Map.of(), Map.of("HEPHAESTUS_SCRUB_RULES", "card: (["))
                    .set(ClientOption.REPOSITORY, "/src")
                    .set(ClientOption.SCRUB_KEYS, "iban,*")
                    .set(ClientOption.SCRUB_IP, "some")
                    .build())
        .hasMessageContaining("scrubRules")
        .hasMessageContaining("rule \"card\"")
        .hasMessageContaining("(environment variable HEPHAESTUS_SCRUB_RULES)")
        .hasMessageContaining("scrubKeys")
        .hasMessageContaining("name \"*\"")
        .hasMessageContaining("scrubIp \"some\" is neither true nor false");
  }

  @Test
  void namesThatNoOptionHasAreRemarkedOnWithWhatWasMeant() {
    ClientConfiguration configuration =
        builder(Map.of(), Map.of())
            .names(
                Set.of("hephaestus.endpont", "hephaestus.wings", "hephaestus.service", "java.home"),
                Set.of(
                    "HEPHAESTUS_CONTEXT_RECORD",
                    "HEPHAESTUS_SERVICE_HOST",
                    "HEPHAESTUS_PORT_50051_TCP",
                    "HEPHAESTUS_SERVICE"))
            .set(ClientOption.REPOSITORY, "/src")
            .build();

    assertThat(configuration.remarks)
        .containsExactly(
            "unknown option: system property hephaestus.endpont, did you mean endpoint?",
            "unknown option: system property hephaestus.wings",
            "unknown option: environment variable HEPHAESTUS_CONTEXT_RECORD,"
                + " did you mean contextRecords?");
  }

  @Test
  void springsSpellingOfAPropertyIsUnderstood() {
    ClientConfiguration configuration =
        builder(Map.of("hephaestus.context-records", "7"), Map.of())
            .names(Set.of("hephaestus.context-records"), Set.of())
            .set(ClientOption.REPOSITORY, "/src")
            .build();

    assertThat(configuration.contextRecords).hasValue(7);
    assertThat(configuration.remarks).isEmpty();
  }

  @Test
  void servicesThatWereFoundOutSpoolApart() {
    ClientConfiguration configuration =
        builder(Map.of(), Map.of()).set(ClientOption.REPOSITORY, "/src").build();

    assertThat(SpoolPlaces.of(configuration, "orders"))
        .isEqualTo(SpoolPlaces.of(configuration, "orders"))
        .doesNotContainAnyElementsOf(SpoolPlaces.of(configuration, "prices"));
  }
}
