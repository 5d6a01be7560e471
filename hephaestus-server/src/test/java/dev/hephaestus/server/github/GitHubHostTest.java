package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubHostTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/shop",
        "https://github.com/acme/shop.git",
        "https://GitHub.com/acme/shop/",
        "https://user:secret@github.com/acme/shop.git",
        "git@github.com:acme/shop.git",
        "github.com:acme/shop",
        "ssh://git@github.com/acme/shop.git",
        "ssh://git@github.com:22/acme/shop.git",
        "git://github.com/acme/shop.git"
      })
  void knowsItsRepositoriesInEveryForm(String location) {
    assertThat(GitHubHost.dotCom().repository(RepositoryLocation.of(location)))
        .contains(new GitHubRepository("acme", "shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com.evil.example/acme/shop",
        "https://github.com@evil.example/acme/shop",
        "https://evil.example/github.com/acme/shop",
        "https://github.com/acme",
        "https://github.com/acme/shop/tree/main",
        "https://github.com/acme/..",
        "https://github.com/ac%2fme/shop",
        "https://github.com:8443/acme/shop",
        "/srv/git/acme/shop",
        "file:///github.com/acme/shop",
        "git@gitlab.com:acme/shop.git"
      })
  void takesNoOther(String location) {
    assertThat(GitHubHost.dotCom().repository(RepositoryLocation.of(location))).isEmpty();
  }

  @Test
  void knowsACompanysOwnServer() {
    GitHubHost host = GitHubHost.enterprise("git.corp.example");

    assertThat(host.api()).isEqualTo(URI.create("https://git.corp.example/api/v3"));
    assertThat(host.repository(RepositoryLocation.of("git@git.corp.example:a/b.git")))
        .contains(new GitHubRepository("a", "b"));
  }

  @Test
  void sendsNoTokenInTheClear() {
    assertThatThrownBy(() -> new GitHubHost("git.corp", URI.create("http://git.corp/api/v3")))
        .hasMessageContaining("https");
  }
}
