package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.GitCredentials.Login;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PushLoginsTest {
  private static final String URL = "https://git.example/shop.git";

  @Test
  void areThoseThatRepositoriesAreReadWith() {
    PushLogins logins =
        new PushLogins(
            url ->
                url.equals(URL)
                    ? Optional.of(new RepositoryLogin.Password("bot", "secret"))
                    : Optional.empty());

    assertThat(logins.forUrl(URL)).contains(new Login("bot", "secret"));
    assertThat(logins.forUrl("https://other.example/shop.git")).isEmpty();
  }

  @Test
  void areNoneWhereOnlyATokenByItselfIsKnown() {
    PushLogins logins = new PushLogins(url -> Optional.of(new RepositoryLogin.Bearer("t")));

    assertThat(logins.forUrl(URL)).isEmpty();
  }
}
