package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryLocationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:s3cret@git.example/shop.git",
        " https://user:s3cret@git.example/shop.git",
        "https://s3cret@git.example/shop.git",
        "https://s3cret:x-oauth-basic@git.example/shop.git",
        "HTTPS://user:s3cret@git.example/shop.git",
        "https:/user:s3cret@git.example/shop.git",
        "https://user:s3c@ret@git.example/shop.git",
        "https://user:s3cret/?#x@git.example/shop.git",
        "https://user:s3\ncret@git.example/shop.git",
        "https://git.example/shop.git?private_token=s3cret",
        "git://s3cret@git.example/shop.git",
        "ssh://git:s3cret@git.example/shop.git",
        "user:s3cret@git.example/shop.git"
      })
  void aSecretIsNeverShown(String location) {
    RepositoryLocation secretive =
        new RepositoryLocation(location, Optional.of("main"), Optional.of("shop"));

    assertThat(secretive.forPeople())
        .doesNotContain("s3")
        .doesNotContain("cret")
        .endsWith("git.example/shop.git");
    assertThat(secretive.toString()).doesNotContain("s3").doesNotContain("cret");
    assertThat(secretive.location()).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/shop.git",
        "https://git.example:8443/team@2/shop.git",
        "https://[2001:db8::1]:8443/team@2/shop.git",
        "http://127.0.0.1:3000/shop.git",
        "ssh://git@git.example:22/shop.git",
        "git@git.example:team/shop.git",
        "file:///srv/git@home/shop.git",
        "/srv/git@home/shop.git",
        "../shop@2",
        "."
      })
  void whatIsNoSecretIsShownAsItIs(String location) {
    assertThat(RepositoryLocation.of(location).forPeople()).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "ssh://git:pass@git.example/shop.git, ssh://git@git.example/shop.git",
    "https://me:pass@git.example:8443/team@2/x.git, https://git.example:8443/team@2/x.git",
    "https://git.example/shop.git?a=b, https://git.example/shop.git"
  })
  void theRestIsKept(String location, String shown) {
    assertThat(RepositoryLocation.of(location).forPeople()).isEqualTo(shown);
  }

  @Test
  void asTextItNamesBranchAndDirectory() {
    assertThat(
            new RepositoryLocation("/srv/shop", Optional.of("main"), Optional.of("app")).toString())
        .isEqualTo("/srv/shop branch main directory app");
  }
}
