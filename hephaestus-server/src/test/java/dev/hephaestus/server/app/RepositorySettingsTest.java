package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.repository.MirrorSettings;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositorySettingsTest {
  @TempDir private Path folder;

  @Test
  void hasDefaults() {
    Configuration.Repositories repositories =
        ConfigurationReader.read(Optional.empty(), Map.of()).repositories();

    assertThat(repositories.refresh()).isEqualTo(Duration.ofMinutes(5));
    assertThat(repositories.mirrors().depth()).isEqualTo(500);
    assertThat(repositories.mirrors().cacheBytes()).isEqualTo(20L << 30);
    assertThat(repositories.mirrors().submodules()).isTrue();
    assertThat(repositories.webhookSecret()).isEmpty();
  }

  @Test
  void readsWhatIsSet() throws IOException {
    Configuration.Repositories repositories =
        read(
            """
            repository:
              depth: 0
              refresh: 0
              timeout: 10s
              packBytes: 500MB
              cacheBytes: 1000000
              submodules: false
              submoduleHosts: git.example, other.example
            """,
            Map.of("HEPHAESTUS_REPOSITORY_WEBHOOK_SECRET", "shared"));

    MirrorSettings mirrors = repositories.mirrors();
    assertThat(repositories.refresh()).isZero();
    assertThat(mirrors.depth()).isZero();
    assertThat(mirrors.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(mirrors.packBytes()).isEqualTo(500L << 20);
    assertThat(mirrors.cacheBytes()).isEqualTo(1_000_000);
    assertThat(mirrors.submodules()).isFalse();
    assertThat(mirrors.submoduleHosts()).containsExactlyInAnyOrder("git.example", "other.example");
    assertThat(repositories.webhookSecret()).contains("shared");
    assertThat(repositories.toString()).doesNotContain("shared");
  }

  @Test
  void readsATokenAnewEachTime() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    MirrorSettings mirrors =
        read(
                """
                repository:
                  access:
                    - url: https://git.example/team
                      tokenFile: %s
                    - {url: git.example, user: me, tokenVariable: GIT_TOKEN}
                """
                    .formatted(token),
                Map.of("GIT_TOKEN", "second"))
            .mirrors();

    String shop = "https://git.example/team/shop.git";
    assertThat(mirrors.access().login(shop))
        .contains(new RepositoryLogin.Password("x-access-token", "first"));
    Files.writeString(token, "renewed\n");
    assertThat(mirrors.access().login(shop))
        .contains(new RepositoryLogin.Password("x-access-token", "renewed"));
    assertThat(mirrors.access().login("https://git.example/teammate/shop.git"))
        .contains(new RepositoryLogin.Password("me", "second"));
    assertThat(mirrors.access().login("https://git.example.evil.example/team/shop.git")).isEmpty();
    assertThat(mirrors.access().login("http://git.example/team/shop.git"))
        .contains(new RepositoryLogin.Password("me", "second"));
    Files.delete(token);
    assertThatThrownBy(() -> mirrors.access().login(shop))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void readsAKey() throws IOException {
    MirrorSettings mirrors =
        read(
                """
                repository:
                  access:
                    - url: git.example
                      keyFile: /keys/id
                      passphraseFile: /keys/phrase
                      knownHostsFile: /keys/hosts
                """,
                Map.of())
            .mirrors();

    assertThat(mirrors.access().login("git@git.example:team/shop.git"))
        .contains(
            new RepositoryLogin.SshKey(
                Path.of("/keys/id"), Optional.of(Path.of("/keys/phrase")), Path.of("/keys/hosts")));
  }

  @Test
  void namesEveryFaultAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    repository:
                      depth: -1
                      packBytes: much
                      submodules: maybe
                      access:
                        - {url: git.example, keyFile: /id}
                        - {url: "https://me:hunter2@git.example", tokenFile: /t}
                        - {tokenFile: /t, keyFile: /id}
                        - {url: git.example, token: hunter2}
                        - {url: git.example, tokenFile: /t, colour: red}
                    """,
                    Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("repository.depth")
        .hasMessageContaining("repository.packBytes is \"much\", not a size")
        .hasMessageContaining("repository.submodules is \"maybe\"")
        .hasMessageContaining("repository.access.0.knownHostsFile is missing")
        .hasMessageContaining("repository.access.1.url is not a host")
        .hasMessageContaining("repository.access.2.url is missing")
        .hasMessageContaining("repository.access.3.token stands in the file")
        .hasMessageContaining("repository.access.4.colour is not a setting")
        .hasMessageNotContaining("hunter2");
  }

  private Configuration.Repositories read(String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(folder.resolve("hephaestus.yaml"), yaml);
    return ConfigurationReader.read(Optional.of(file), new HashMap<>(environment)).repositories();
  }
}
