package dev.hephaestus.server.app;

import dev.hephaestus.server.github.GitHubHost;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A credential for a GitHub, and whose repositories it is for.
 *
 * @param host github.com, or a company's own server
 * @param owner a user or an organization, or {@code owner/name}; empty for whatever no other
 *     account names
 * @param credential what GitHub is shown
 */
record GitHubAccount(GitHubHost host, String owner, Credential credential) {

  GitHubAccount {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(credential, "credential");
  }

  /** What GitHub is shown. */
  sealed interface Credential {

    /**
     * A person's token.
     *
     * @param secret the token
     */
    record Token(Secret secret) implements Credential {}

    /**
     * A GitHub App.
     *
     * @param id its client id or its number
     * @param key its private key, in PEM
     */
    record App(String id, Secret key) implements Credential {}
  }

  /** Where a secret is. */
  sealed interface Secret {

    /**
     * In the process's environment.
     *
     * @param text the secret; never printed
     */
    record Given(String text) implements Secret {

      @Override
      public String toString() {
        return "…";
      }
    }

    /**
     * In a file, which is read at each use.
     *
     * @param file it holds nothing else
     */
    record InFile(Path file) implements Secret {}

    /**
     * In the database, sealed.
     *
     * @param name under which it was put there
     */
    record Sealed(String name) implements Secret {}
  }
}
