package dev.hephaestus.server.cli.demo.hub;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a token may do.
 *
 * @param login whom it stands for
 * @param app whether that is a GitHub App's installation
 * @param repositories their full names, in lower case
 * @param permissions {@code contents} → {@code write}, as GitHub names them
 * @param expires when it has had its time
 */
public record HubGrant(
    String login,
    boolean app,
    Set<String> repositories,
    Map<String, String> permissions,
    Instant expires) {

  /** Nothing. */
  static final HubGrant NONE = new HubGrant("", false, Set.of(), Map.of(), Instant.EPOCH);

  public HubGrant {
    repositories =
        repositories.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    permissions = Map.copyOf(permissions);
  }

  /** A fine-grained token of a person that suffices for pull requests. */
  public static HubGrant ofPerson(String login, String... repositories) {
    return new HubGrant(login, false, Set.of(repositories), enough(false), Instant.MAX);
  }

  /** The token of an installation that suffices for pull requests and check runs. */
  public static HubGrant ofApp(String slug, Instant expires, String... repositories) {
    return new HubGrant(slug + "[bot]", true, Set.of(repositories), enough(true), expires);
  }

  /** The same where a repository has another name. */
  HubGrant renamed(String from, String to) {
    if (!sees(from)) {
      return this;
    }
    Set<String> names = new HashSet<>(repositories);
    names.add(to);
    return new HubGrant(login, app, names, permissions, expires);
  }

  boolean sees(String repository) {
    return repositories.contains(repository.toLowerCase(Locale.ROOT));
  }

  /** Whether it has a permission, of which {@code write} has {@code read} in it. */
  boolean allows(String permission, boolean write) {
    String level = permissions.getOrDefault(permission, "");
    return level.equals("write") || level.equals("admin") || (!write && level.equals("read"));
  }

  private static Map<String, String> enough(boolean app) {
    Map<String, String> permissions =
        new TreeMap<>(
            Map.of(
                "metadata", "read",
                "contents", "write",
                "pull_requests", "write",
                "issues", "write",
                "statuses", "read"));
    // A person's token cannot make check runs, whatever it is granted.
    permissions.put("checks", app ? "write" : "read");
    return permissions;
  }
}
