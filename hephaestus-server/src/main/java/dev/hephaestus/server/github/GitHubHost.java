package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GitHub: github.com, or a company's own server.
 *
 * @param host as it stands in the locations of its repositories, with its port if it has one
 * @param api the base of its REST API; https, or http on this machine
 */
public record GitHubHost(String host, URI api) {
  private static final Pattern URL =
      Pattern.compile("(?i)(https?|ssh|git)://(?:[^/@]*@)?([^/@]+)/([^/]+)/([^/]+?)(?:\\.git)?/?");
  private static final Pattern SCP =
      Pattern.compile("(?:[^/@:]+@)?([^/@:]+):/?([^/:]+)/([^/]+?)(?:\\.git)?/?");

  public GitHubHost {
    host = host.toLowerCase(Locale.ROOT);
    boolean here =
        Objects.requireNonNullElse(api.getHost(), "").matches("127\\..*|localhost|\\[::1]");
    if (!"https".equals(api.getScheme()) && !("http".equals(api.getScheme()) && here)) {
      throw new IllegalArgumentException("GitHub's API must be reached by https: " + api);
    }
  }

  /** github.com. */
  public static GitHubHost dotCom() {
    return new GitHubHost("github.com", URI.create("https://api.github.com"));
  }

  /** A GitHub Enterprise Server, by the host that its pages are on. */
  public static GitHubHost enterprise(String host) {
    return new GitHubHost(host, URI.create("https://" + host + "/api/v3"));
  }

  /** The repository that a location names, when it is on this host. */
  public Optional<GitHubRepository> repository(RepositoryLocation location) {
    Matcher url = URL.matcher(location.location().strip());
    if (url.matches()) {
      boolean web = url.group(1).toLowerCase(Locale.ROOT).startsWith("http");
      return isHere(url.group(2), web) ? named(url.group(3), url.group(4)) : Optional.empty();
    }
    Matcher scp = SCP.matcher(location.location().strip());
    return scp.matches() && isHere(scp.group(1), false)
        ? named(scp.group(2), scp.group(3))
        : Optional.empty();
  }

  /** How its repositories are fetched: as its API is reached. */
  String scheme() {
    return String.valueOf(api.getScheme());
  }

  /** SSH has a port of its own, which says nothing about the host. */
  private boolean isHere(String authority, boolean web) {
    String found = authority.toLowerCase(Locale.ROOT);
    return web
        ? found.equals(host)
        : found.replaceAll(":\\d+$", "").equals(host.replaceAll(":\\d+$", ""));
  }

  private static Optional<GitHubRepository> named(String owner, String name) {
    try {
      return Optional.of(new GitHubRepository(owner, name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
