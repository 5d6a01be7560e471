package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AccessRulesTest {

  @Test
  void theLongestPlaceThatFitsDecides() {
    AccessRules rules =
        rules("git.example", "https://git.example/team", "https://git.example/team/shop");

    assertThat(user(rules, "https://git.example/other/x.git")).contains("git.example");
    assertThat(user(rules, "https://git.example/team/x.git")).contains("https://git.example/team");
    assertThat(user(rules, "https://GIT.example:443/team/shop.git"))
        .contains("https://git.example/team/shop");
    assertThat(user(rules, "git@git.example:team/shop.git")).contains("git.example");
  }

  @Test
  void aLoginIsNotGivenToWhatOnlyLooksLikeItsPlace() {
    AccessRules rules = rules("https://git.example/team");

    for (String other :
        List.of(
            "http://git.example/team/shop.git",
            "https://git.example:8443/team/shop.git",
            "https://git.example/teammate/shop.git",
            "https://git.example/team/../other/shop.git",
            "https://git.example/team/%2e%2e/other/shop.git",
            "https://git.example.evil.example/team/shop.git",
            "https://evil.example/https://git.example/team/shop.git",
            "https://git.example@evil.example/team/shop.git",
            "git@git.example:team/shop.git",
            "/team/shop",
            "")) {
      assertThat(rules.login(other)).as(other).isEmpty();
    }
  }

  @Test
  void aPlaceHasNoLoginInIt() {
    for (String place :
        List.of("https://me:secret@git.example", "git.example/team", "", "https://", "a b")) {
      assertThatThrownBy(() -> rules(place))
          .as(place)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void asksTheNextWhereItKnowsNone() {
    RepositoryAccess both = rules("git.example").or(rules("other.example", "git.example"));

    assertThat(user(both, "https://other.example/x")).contains("other.example");
    assertThat(user(both, "https://third.example/x")).isEmpty();
  }

  @Test
  void neitherSecretsNorTokensArePrinted() {
    assertThat(new RepositoryLogin.Password("me", "secret").toString()).doesNotContain("secret");
    assertThat(new RepositoryLogin.Bearer("secret").toString()).doesNotContain("secret");
    assertThatThrownBy(() -> new RepositoryLogin.Bearer("sec\nret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("ret\n");
  }

  private static AccessRules rules(String... places) {
    return new AccessRules(
        Stream.of(places)
            .map(
                place ->
                    new AccessRules.Rule(
                        place, () -> new RepositoryLogin.Password(place, "secret")))
            .toList());
  }

  private static Optional<String> user(RepositoryAccess access, String url) {
    return access.login(url).map(RepositoryLogin.Password.class::cast).map(p -> p.user());
  }
}
