package dev.hephaestus.server.repository;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a service's source is.
 *
 * @param location a local path or any Git URL
 * @param branch the branch that fixes are based on; empty for the repository's default
 * @param directory the service's folder inside the repository; empty for the root
 */
public record RepositoryLocation(
    String location, Optional<String> branch, Optional<String> directory) {
  private static final String HOST = "(?:[\\w.~-]+|\\[[0-9a-f:.]+])(?::\\d*)?";

  /** All before the last @ that stands for the host, or stands anywhere when that is no host. */
  private static final Pattern URL =
      Pattern.compile(
          "(?is)(?<scheme>[a-z][a-z0-9+.-]*:/+)"
              + "(?:(?!"
              + HOST
              + "(?:[/?#]|$))(?<login>[^/]*|.*)@)?(?<rest>.*)");

  /** What is left of a URL whose scheme was forgotten. */
  private static final Pattern LOGIN_ALONE = Pattern.compile("^[^/\\\\:@]+:[^/\\\\@]*@");

  private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");

  public RepositoryLocation {
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(directory, "directory");
    if (location.isBlank()) {
      throw new IllegalArgumentException("location is blank");
    }
  }

  /** The default branch of a repository, from its root. */
  public static RepositoryLocation of(String location) {
    return new RepositoryLocation(location, Optional.empty(), Optional.empty());
  }

  /**
   * The location as it may be shown and logged: without what may be a secret, which is a URL's
   * login and query. SSH's user is none.
   */
  public String forPeople() {
    String given = location.strip();
    Matcher url = URL.matcher(given);
    if (!url.matches()) {
      return LOGIN_ALONE.matcher(given).replaceFirst("");
    }
    String login = Objects.requireNonNullElse(url.group("login"), "");
    boolean ssh = url.group("scheme").toLowerCase(Locale.ROOT).contains("ssh");
    String user = ssh && !login.isEmpty() ? login.replaceFirst("(?s):.*", "") + "@" : "";
    return url.group("scheme") + user + QUERY.matcher(url.group("rest")).replaceFirst("");
  }

  @Override
  public String toString() {
    return forPeople()
        + branch.map(name -> " branch " + name).orElse("")
        + directory.map(name -> " directory " + name).orElse("");
  }
}
