package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.app.GitHubAccount.Credential;
import dev.hephaestus.server.app.GitHubAccount.Secret;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHubSettingsTest {
  @TempDir private Path folder;

  @Test
  void thereIsNoAccountWithoutACredential() {
    assertThat(read("", Map.of())).isEmpty();
    assertThat(read("github:\n  host: ghe.example\n", Map.of())).isEmpty();
  }

  @Test
  void aTokenAloneIsForEverybody() {
    assertThat(read("", Map.of("HEPHAESTUS_GITHUB_TOKEN", "ghp_x")))
        .containsExactly(
            new GitHubAccount(
                GitHubHost.dotCom(), "", new Credential.Token(new Secret.Given("ghp_x"))));
  }

  @Test
  void severalOrganizationsAndHostsHaveAccountsOfTheirOwn() {
    List<GitHubAccount> accounts =
        read(
            """
            github:
              app: {id: Iv1.abc, privateKeySecret: app-key}
              accounts:
                - {owner: umbrella, tokenVariable: UMBRELLA_TOKEN}
                - {owner: acme/shop, host: ghe.example, tokenFile: /run/secrets/shop}
            """,
            Map.of("UMBRELLA_TOKEN", "ghp_u"));

    assertThat(accounts)
        .containsExactly(
            new GitHubAccount(
                GitHubHost.dotCom(),
                "",
                new Credential.App("Iv1.abc", new Secret.Sealed("app-key"))),
            new GitHubAccount(
                GitHubHost.dotCom(), "umbrella", new Credential.Token(new Secret.Given("ghp_u"))),
            new GitHubAccount(
                GitHubHost.enterprise("ghe.example"),
                "acme/shop",
                new Credential.Token(new Secret.InFile(Path.of("/run/secrets/shop")))));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    github:
                      token: ghp_in_the_file
                      app: {id: Iv1.abc}
                      accounts:
                        - {tokenFile: /a}
                        - {owner: acme, apiUrl: "http://elsewhere.example", tokenFile: /a}
                        - {owner: acme, tokenFile: /a, tokenSecret: b}
                        - {owner: acme, app: {privateKeyFile: /a}}
                        - {owner: acme}
                    """,
                    Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("github.token stands in the file")
        .hasMessageContaining("github.app.privateKeyFile is missing")
        .hasMessageContaining("github.accounts.0.owner must be")
        .hasMessageContaining("github.accounts.1.apiUrl is no address")
        .hasMessageContaining("github.accounts.2.token is given more than once")
        .hasMessageContaining("github.accounts.3.app.id is missing")
        .hasMessageContaining("github.accounts.4.tokenFile is missing")
        .hasMessageNotContaining("ghp_in_the_file");
  }

  @Test
  void eachOwnersRepositoriesAreFetchedWithItsOwnToken() throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, "ghp_file\n");
    GitHubAccess access =
        GitHubAccess.of(
            List.of(
                account("acme", new Secret.InFile(file)),
                account("umbrella", new Secret.Sealed("umbrella")),
                account("acme/shop", new Secret.Given("ghp_shop"))),
            name -> Optional.of("sealed-" + name),
            Clock.systemUTC());

    assertThat(login(access, "https://github.com/acme/api.git")).contains("ghp_file");
    assertThat(login(access, "https://github.com/ACME/shop")).contains("ghp_shop");
    assertThat(login(access, "https://github.com/umbrella/shop")).contains("sealed-umbrella");
    assertThat(login(access, "https://github.com/nobody/shop")).isEmpty();
    assertThat(login(access, "http://github.com/acme/shop")).isEmpty();
    Files.writeString(file, "ghp_renewed\n");
    assertThat(login(access, "https://github.com/acme/api.git")).contains("ghp_renewed");
    assertThat(access.faults(RepositoryLocation.of("https://github.com/nobody/shop")))
        .singleElement()
        .asString()
        .contains("no token or GitHub App for nobody/shop");
    assertThat(access.faults(RepositoryLocation.of("/srv/git/shop"))).isEmpty();
  }

  @Test
  void aKeyThatIsNotThereIsSaidAtTheStart() {
    assertThatThrownBy(
            () ->
                GitHubAccess.of(
                    List.of(
                        new GitHubAccount(
                            GitHubHost.dotCom(),
                            "",
                            new Credential.App("1", new Secret.Sealed("app-key")))),
                    name -> Optional.empty(),
                    Clock.systemUTC()))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("\"app-key\"")
        .hasMessageContaining("secrets put");
  }

  @Test
  void nothingPrintsASecret() {
    assertThat(account("acme", new Secret.Given("ghp_secret")).toString())
        .doesNotContain("ghp_secret");
  }

  private static GitHubAccount account(String owner, Secret secret) {
    return new GitHubAccount(GitHubHost.dotCom(), owner, new Credential.Token(secret));
  }

  private static Optional<String> login(GitHubAccess access, String url) {
    return access.reading().login(url).map(login -> ((RepositoryLogin.Password) login).secret());
  }

  private List<GitHubAccount> read(String yaml, Map<String, String> environment) {
    try {
      Path file = folder.resolve("hephaestus.yaml");
      Files.writeString(file, yaml);
      return ConfigurationReader.read(Optional.of(file), environment).gitHub();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
