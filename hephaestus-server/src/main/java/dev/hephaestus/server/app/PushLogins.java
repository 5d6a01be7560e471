package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.GitCredentials;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.util.Optional;

/**
 * Pushes with the login that {@code repository.access} gives for a remote. Keys are SSH's own
 * affair, and a token that stands alone is no login that Git's transport takes.
 */
final class PushLogins implements GitCredentials {
  private final RepositoryAccess access;

  PushLogins(RepositoryAccess access) {
    this.access = access;
  }

  @Override
  public Optional<Login> forUrl(String url) {
    return access
        .login(url)
        .flatMap(
            login ->
                login instanceof RepositoryLogin.Password password
                    ? Optional.of(new Login(password.user(), password.secret()))
                    : Optional.empty());
  }
}
