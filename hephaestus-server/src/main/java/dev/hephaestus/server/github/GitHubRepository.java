package dev.hephaestus.server.github;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository on GitHub.
 *
 * @param owner the user or the organization
 * @param name without {@code .git}
 */
public record GitHubRepository(String owner, String name) {
  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

  public GitHubRepository {
    if (!NAME.matcher(owner).matches() || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a repository on GitHub: " + owner + "/" + name);
    }
  }

  /** The repository of such a name; empty when it is none. */
  static Optional<GitHubRepository> named(String fullName) {
    String[] parts = fullName.split("/", -1);
    try {
      return parts.length == 2
          ? Optional.of(new GitHubRepository(parts[0], parts[1]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether both are the same; GitHub does not tell names by their case. */
  public boolean is(GitHubRepository other) {
    return fullName().equalsIgnoreCase(other.fullName());
  }

  /** {@code owner/name}. */
  public String fullName() {
    return owner + "/" + name;
  }
}
