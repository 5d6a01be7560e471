package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshRepositoriesTest {
  @TempDir private Path temp;
  private final KeyPair clientKey = SshTestKey.made();
  private TestRepository repository;
  private GitSshServer server;
  private String commit;

  @BeforeEach
  void serve() throws IOException {
    repository = TestRepository.in(temp.resolve("shop")).write("a.txt", "one");
    commit = repository.commit();
    server =
        new GitSshServer(
            repository.folder().resolve(".git"), SshTestKey.made(), clientKey.getPublic());
    Files.writeString(knownHosts(), server.knownHost() + "\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void fetchesWithItsKeyFromAHostThatIsKnown() throws Exception {
    write(clientKey, null);
    try (GitRepositories repositories = repositories(login(Optional.empty()))) {
      assertThat(head(repositories, "shop.git").commit()).isEqualTo(commit);
      String next = repository.write("a.txt", "two").commit();
      assertThat(head(repositories, "shop.git").commit()).isEqualTo(next);
    }
    assertThat(server.users).isNotEmpty().containsOnly("git");
  }

  @Test
  void fetchesWithAnEd25519Key() throws Exception {
    KeyPair key = SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
    try (GitSshServer modern =
        new GitSshServer(repository.folder().resolve(".git"), key, key.getPublic())) {
      write(key, null);
      Files.writeString(knownHosts(), modern.knownHost() + "\n");
      try (GitRepositories repositories = repositories(login(Optional.empty()))) {
        RepositoryLocation location = RepositoryLocation.of(modern.url("shop.git"));
        assertThat(repositories.snapshot(location, Optional.empty()).commit()).isEqualTo(commit);
      }
    }
  }

  @Test
  void opensAKeyWithItsPassphrase() throws Exception {
    write(clientKey, "open sesame");
    Path phrase = Files.writeString(temp.resolve("phrase"), "open sesame\n");
    try (GitRepositories repositories = repositories(login(Optional.of(phrase)))) {
      assertThat(head(repositories, "shop.git").commit()).isEqualTo(commit);
    }
  }

  @Test
  void aWrongPassphraseIsSaidAndNotShown() throws Exception {
    write(clientKey, "open sesame");
    Path phrase = Files.writeString(temp.resolve("phrase"), "open barley\n");
    try (GitRepositories repositories = repositories(login(Optional.of(phrase)))) {
      assertThatThrownBy(() -> head(repositories, "shop.git"))
          .isInstanceOf(RepositoryException.class)
          .hasMessageNotContaining("barley");
    }
    assertThat(server.users).isEmpty();
  }

  @Test
  void refusesAHostWithAnotherKey() throws Exception {
    write(clientKey, null);
    try (GitSshServer other =
        new GitSshServer(
            repository.folder().resolve(".git"), SshTestKey.made(), clientKey.getPublic())) {
      String changed = server.knownHost().substring(server.knownHost().indexOf(' '));
      String place = other.knownHost().substring(0, other.knownHost().indexOf(' '));
      Files.writeString(knownHosts(), place + changed + "\n");
      String before = Files.readString(knownHosts());
      try (GitRepositories repositories = repositories(login(Optional.empty()))) {
        assertThatThrownBy(
                () ->
                    repositories.snapshot(
                        RepositoryLocation.of(other.url("shop.git")), Optional.empty()))
            .isInstanceOf(RepositoryException.class)
            .hasMessageContaining("knownHostsFile");
      }
      assertThat(other.users).isEmpty();
      assertThat(Files.readString(knownHosts())).isEqualTo(before);
    }
  }

  @Test
  void refusesAHostThatIsNotKnown() throws Exception {
    write(clientKey, null);
    Files.writeString(knownHosts(), "");
    try (GitRepositories repositories = repositories(login(Optional.empty()))) {
      assertThatThrownBy(() -> head(repositories, "shop.git"))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("knownHostsFile");
    }
    assertThat(server.users).isEmpty();
    assertThat(knownHosts()).isEmptyFile();
  }

  @Test
  void asksForAKeyWhereNoneIsConfigured() {
    try (GitRepositories repositories = repositories(RepositoryAccess.none())) {
      assertThatThrownBy(() -> head(repositories, "shop.git"))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("there is no SSH key for this host")
          .hasMessageContaining("repository.access");
    }
    assertThat(server.users).isEmpty();
  }

  @Test
  void forgetsARepositoryThatItsKeyDoesNotOpenAnyMore() throws Exception {
    write(clientKey, null);
    try (GitRepositories repositories = repositories(login(Optional.empty()))) {
      head(repositories, "shop.git");
      write(SshTestKey.made(), null);

      assertThatThrownBy(() -> head(repositories, "shop.git"))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("the login is refused");
      assertThat(temp.resolve("cache")).isEmptyDirectory();
    }
  }

  @Test
  void forgetsARepositoryThatIsGone() throws Exception {
    write(clientKey, null);
    try (GitRepositories repositories = repositories(login(Optional.empty()))) {
      head(repositories, "shop.git");
      Files.move(repository.folder(), temp.resolve("moved"));

      assertThatThrownBy(() -> head(repositories, "shop.git"))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("is not there");
      assertThat(temp.resolve("cache")).isEmptyDirectory();
    }
  }

  private RepositoryAccess login(Optional<Path> passphrase) {
    RepositoryLogin login =
        new RepositoryLogin.SshKey(temp.resolve("id"), passphrase, knownHosts());
    return new AccessRules(List.of(new AccessRules.Rule("127.0.0.1", () -> login)));
  }

  private Path knownHosts() {
    return temp.resolve("known_hosts");
  }

  private void write(KeyPair key, @Nullable String passphrase) throws Exception {
    SshTestKey.write(key, temp.resolve("id"), Optional.ofNullable(passphrase));
  }

  private GitRepositories repositories(RepositoryAccess access) {
    MirrorSettings settings =
        new MirrorSettings(
            access,
            500,
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            1 << 20,
            20L << 30,
            2,
            Duration.ofMillis(2),
            true,
            Set.of());
    return new GitRepositories(
        temp.resolve("cache"), SnapshotLimits.DEFAULT, settings, Clock.systemUTC());
  }

  private Snapshot head(GitRepositories repositories, String name) {
    return repositories.snapshot(RepositoryLocation.of(server.url(name)), Optional.empty());
  }
}
