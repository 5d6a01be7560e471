package dev.hephaestus.server.github;

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

  /** {@code owner/name}. */
  public String fullName() {
    return owner + "/" + name;
  }
}
