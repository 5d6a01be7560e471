package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.ai.ProviderSettings;
import dev.hephaestus.server.pipeline.RepairLimits;
import dev.hephaestus.server.repository.SnapshotLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationReaderTest {
  @TempDir private Path folder;

  @Test
  void runsWithNothingSet() {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), Map.of());

    assertThat(configuration.grpc())
        .isEqualTo(new Configuration.Endpoint("127.0.0.1", 50051, Optional.empty()));
    assertThat(configuration.http())
        .isEqualTo(new Configuration.Endpoint("127.0.0.1", 8080, Optional.empty()));
    assertThat(configuration.models()).isEmpty();
  }

  @Test
  void takesTheEnvironmentOverTheFileOverTheDefault() throws IOException {
    Path file = write("grpc:\n  port: 6000\nrepair:\n  timeLimit: 3m\n  workers: 2\n");

    Configuration configuration =
        ConfigurationReader.read(Optional.of(file), Map.of("HEPHAESTUS_REPAIR_TIME_LIMIT", "90s"));

    assertThat(configuration.grpc().port()).isEqualTo(6000);
    assertThat(configuration.repair().timeLimit()).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.workers()).isEqualTo(2);
  }

  @Test
  void boundsHowMuchOfARepositoryIsLookedAt() throws IOException {
    Path file = write("repository:\n  maxFiles: 500\n  maxFileBytes: 2000\n");

    SnapshotLimits limits =
        ConfigurationReader.read(
                Optional.of(file), Map.of("HEPHAESTUS_REPOSITORY_MAX_FILE_BYTES", "3000"))
            .repositories()
            .limits();

    assertThat(limits.files()).isEqualTo(500);
    assertThat(limits.fileBytes()).isEqualTo(3000);
    assertThat(ConfigurationReader.read(Optional.empty(), Map.of()).repositories().limits())
        .isEqualTo(SnapshotLimits.DEFAULT);
    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.empty(), Map.of("HEPHAESTUS_REPOSITORY_MAX_FILES", "0")))
        .hasMessageContaining("repository.maxFiles is \"0\", not a number from 1 to 1000000");
  }

  @Test
  void boundsHowUnsureAFixMayBe() {
    RepairLimits limits =
        ConfigurationReader.read(
                Optional.empty(), Map.of("HEPHAESTUS_REPAIR_LEAST_FIX_CONFIDENCE_PERCENT", "40"))
            .repair();

    assertThat(limits.leastFixConfidence()).isEqualTo(0.4);
    assertThat(ConfigurationReader.read(Optional.empty(), Map.of()).repair())
        .isEqualTo(RepairLimits.DEFAULT);
  }

  @Test
  void saysWhatAnOldSettingIsCalledNow() throws IOException {
    Path file = write("repair:\n  maxTokens: 9000\n");

    assertThatThrownBy(
            () ->
                ConfigurationReader.read(
                    Optional.of(file), Map.of("HEPHAESTUS_REPAIR_MAX_USD", "1")))
        .hasMessageContaining(
            "repair.maxTokens is budget.runTokens now (HEPHAESTUS_BUDGET_RUN_TOKENS)")
        .hasMessageContaining("repair.maxUsd is budget.runUsd now (HEPHAESTUS_BUDGET_RUN_USD)")
        .hasMessageNotContaining("not a setting");
  }

  @Test
  void takesRepositoriesThatMayBeAskedAbout() throws IOException {
    assertThat(ConfigurationReader.read(Optional.empty(), Map.of()).localizable()).isEmpty();

    Path file = write("api:\n  localize:\n    repositories: [/srv/tea.git, 'https://a/b.git']\n");
    assertThat(ConfigurationReader.read(Optional.of(file), Map.of()).localizable())
        .containsExactly("/srv/tea.git", "https://a/b.git");
    Map<String, String> environment =
        Map.of("HEPHAESTUS_API_LOCALIZE_REPOSITORIES", " /srv/a.git, /srv/b.git,");
    assertThat(ConfigurationReader.read(Optional.of(file), environment).localizable())
        .containsExactly("/srv/a.git", "/srv/b.git");

    file = write("api:\n  localize:\n    repositories: /srv/tea.git\n");
    assertThat(ConfigurationReader.read(Optional.of(file), Map.of()).localizable())
        .containsExactly("/srv/tea.git");
  }

  @Test
  void aListIsOfTexts() throws IOException {
    Path file = write("api:\n  localize:\n    repositories: [7, {a: b}]\n    speed: 1\n");

    assertThatThrownBy(() -> ConfigurationReader.read(Optional.of(file), Map.of()))
        .hasMessageContaining("api.localize.repositories is not a list of texts")
        .hasMessageContaining("api.localize.speed is not a setting");
  }

  @Test
  void namesEveryFaultAtOnce() throws IOException {
    Path file =
        write(
            """
            grpc:
              port: 70000
            http: here
            repair:
              timeLimit: soon
              speed: 9
            model:
              provider: openai
              apiKey: sk-123
            colour: red
            """);

    assertThatThrownBy(() -> ConfigurationReader.read(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grpc.port is \"70000\", not a number from 0 to 65535")
        .hasMessageContaining("http is not a section")
        .hasMessageContaining("repair.timeLimit is \"soon\", not a duration")
        .hasMessageContaining("repair.speed is not a setting")
        .hasMessageContaining("model.name is missing")
        .hasMessageContaining("model.apiKey stands in the file")
        .hasMessageContaining("colour is not a setting")
        .hasMessageNotContaining("sk-123");
  }

  @Test
  void readsKeysFromAFile() throws IOException {
    Files.writeString(folder.resolve("key"), "sk-123\n");
    Path file =
        write(
            "model:\n  provider: openai\n  name: m\n  apiKeyFile: " + folder.resolve("key") + "\n");

    ProviderSettings model = ConfigurationReader.read(Optional.of(file), Map.of()).models().get(0);

    assertThat(model.apiKey().get()).isEqualTo("sk-123");
    assertThat(model.toString()).doesNotContain("sk-123");
  }

  @Test
  void saysWhereTheFileIsNotYaml() throws IOException {
    Path file = write("grpc:\n  port: [1\n");

    assertThatThrownBy(() -> ConfigurationReader.read(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line");
  }

  @Test
  void saysThatTheFileIsMissing() {
    Path missing = folder.resolve("none.yaml");

    assertThatThrownBy(() -> ConfigurationReader.read(Optional.of(missing), Map.of()))
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("cannot be read");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hephaestus.yaml"), yaml);
  }
}
