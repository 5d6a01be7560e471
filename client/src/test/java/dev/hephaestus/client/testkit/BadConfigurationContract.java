package dev.hephaestus.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of every appender whose configuration has a fault. */
public abstract class BadConfigurationContract {
  /**
   * Begins to log as an application's configuration says, with these options and one more appender.
   */
  protected abstract void configure(Map<String, String> options);

  /** Logs an error. */
  protected abstract void log(String message);

  /** What the other appender was given. */
  protected abstract List<String> logged();

  /** What the logging said of itself, warnings and errors. */
  protected abstract List<String> statuses();

  /** Ends the logging. */
  protected abstract void stop();

  @AfterEach
  final void forget() {
    stop();
    System.clearProperty("hephaestus.linger");
    System.clearProperty("hephaestus.repositry");
  }

  private void configureWith(String... options) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "service", "shop",
                "repository", "/src/shop",
                "shutdownHook", "false",
                "spool", "none"));
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    configure(all);
    log("goes on");
    assertThat(logged()).as("by the other appender").contains("goes on");
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint, nowhere, host:port",
    "queueRecords, many, whole number",
    "queueBytes, 1 parsec, 16MiB",
    "linger, soon, 200ms",
    "thresholdLevel, LOUD, error",
    "enabled, perhaps, true nor false",
    "commit, HEAD, full Git hash",
    "scrubRules, card: ([, RE2",
    "scrubKeys, *, letters"
  })
  void aFaultyValueIsOneStatusThatNamesItAndSaysWhatItShouldBe(
      String option, String value, String hint) {
    configureWith(option, value);

    assertThat(statuses())
        .singleElement()
        .asString()
        .contains(option, value, hint, "(logging configuration)");
  }

  @Test
  void aFaultInASystemPropertyIsToldApart() {
    System.setProperty("hephaestus.linger", "soon");
    configureWith("linger", "20ms");

    assertThat(statuses())
        .singleElement()
        .asString()
        .contains("linger \"soon\"", "(system property hephaestus.linger)");
  }

  @Test
  void anUnknownOptionIsNamedOnceAndTheRestWorks() {
    try (FakeServer server = FakeServer.start()) {
      configureWith("endpont", "x:1", "endpoint", server.endpoint());

      assertThat(statuses()).singleElement().asString().contains("endpont");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
      stop();
    }
  }

  @Test
  void aKeyFileThatCannotBeReadIsNamedOnce() {
    try (FakeServer server = FakeServer.start()) {
      configureWith("apiKeyFile", "/no/such/key", "endpoint", server.endpoint());
      await().untilAsserted(() -> assertThat(statuses()).isNotEmpty());
      stop();

      assertThat(statuses())
          .filteredOn(status -> status.contains("apiKeyFile"))
          .singleElement()
          .asString()
          .contains("/no/such/key", "cannot be read");
    }
  }

  @Test
  void anUnknownSystemPropertyIsNamedOnceAndTheRestWorks() {
    System.setProperty("hephaestus.repositry", "/src");
    try (FakeServer server = FakeServer.start()) {
      configureWith("endpoint", server.endpoint());

      assertThat(statuses())
          .singleElement()
          .asString()
          .contains("hephaestus.repositry", "did you mean repository?");
      await().untilAsserted(() -> assertThat(server.messages()).containsExactly("goes on"));
      stop();
    }
  }
}
