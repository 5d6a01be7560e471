package dev.hephaestus.server.delivery;

import java.util.Objects;
import java.util.Optional;

/**
 * Knows the credentials of Git remotes.
 *
 * <p><i>Threads:</i> safe for use by many at once; asked anew for each delivery, so that
 * short-lived tokens work.
 */
@FunctionalInterface
public interface GitCredentials {

  /** The login for a remote; empty for remotes that need none. */
  Optional<Login> forUrl(String url);

  /** Knows none. */
  static GitCredentials none() {
    return url -> Optional.empty();
  }

  /**
   * A user and what proves it.
   *
   * @param user the user's name, or what the host wants in its place
   * @param token a token or a password; never printed
   */
  record Login(String user, String token) {

    public Login {
      Objects.requireNonNull(user, "user");
      if (token.isEmpty()) {
        throw new IllegalArgumentException("an empty token for " + user);
      }
    }

    @Override
    public String toString() {
      return "Login[user=" + user + ", token=…]";
    }
  }
}
