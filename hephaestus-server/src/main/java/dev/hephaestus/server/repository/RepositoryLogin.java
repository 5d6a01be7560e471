package dev.hephaestus.server.repository;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What lets the server into a remote repository; none of it is ever printed. */
public sealed interface RepositoryLogin {

  /**
   * A user and a password or token, for HTTPS.
   *
   * @param user the user's name, or what the host wants in its place
   * @param secret the password or token
   */
  record Password(String user, String secret) implements RepositoryLogin {

    public Password {
      Objects.requireNonNull(user, "user");
      requireSecret(secret);
    }

    /** A token with the user's name that Git hosts want for it. */
    public static Password ofToken(String token) {
      return new Password("x-access-token", token);
    }

    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /**
   * A token that stands alone, for HTTPS.
   *
   * @param token the token
   */
  record Bearer(String token) implements RepositoryLogin {

    public Bearer {
      requireSecret(token);
    }

    @Override
    public String toString() {
      return "Bearer[…]";
    }
  }

  /**
   * A private key, for SSH.
   *
   * @param keyFile the private key
   * @param passphraseFile what holds the key's passphrase, where it has one
   * @param knownHostsFile the keys of the hosts that are talked to; others are refused
   */
  record SshKey(Path keyFile, Optional<Path> passphraseFile, Path knownHostsFile)
      implements RepositoryLogin {

    public SshKey {
      Objects.requireNonNull(keyFile, "keyFile");
      Objects.requireNonNull(passphraseFile, "passphraseFile");
      Objects.requireNonNull(knownHostsFile, "knownHostsFile");
    }
  }

  private static void requireSecret(String secret) {
    if (secret.isBlank() || secret.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the secret is blank or has more than one line");
    }
  }
}
