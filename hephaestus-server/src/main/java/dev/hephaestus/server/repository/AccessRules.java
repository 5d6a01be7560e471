package dev.hephaestus.server.repository;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Logins by host or by the beginning of a URL; the longest that fits decides.
 *
 * <p>The beginning of a URL ends between two folders: {@code https://host/team} is not the
 * beginning of {@code https://host/teammate/shop.git}.
 */
public final class AccessRules implements RepositoryAccess {

  /**
   * A login and where it is good for.
   *
   * @param place a host, or the beginning of a URL
   * @param login gives the login, read anew each time
   */
  public record Rule(String place, Supplier<RepositoryLogin> login) {

    public Rule {
      if (!isPlace(place)) {
        throw new IllegalArgumentException("not a host or the beginning of a URL");
      }
    }

    /** Whether this is a host, or the beginning of a URL that has no login in it. */
    public static boolean isPlace(String place) {
      if (!place.contains("://")) {
        return place.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");
      }
      return !place.matches("(?s)https?://[^/]*@.*") && RemotePlace.of(place).isPresent();
    }

    private boolean fits(RemotePlace remote) {
      return place.contains("://")
          ? RemotePlace.of(place).filter(own -> own.contains(remote)).isPresent()
          : place.toLowerCase(Locale.ROOT).equals(remote.host());
    }
  }

  private final List<Rule> rules;

  public AccessRules(List<Rule> rules) {
    this.rules =
        rules.stream()
            .sorted(Comparator.comparingInt((Rule rule) -> rule.place().length()).reversed())
            .toList();
  }

  @Override
  public Optional<RepositoryLogin> login(String url) {
    return RemotePlace.of(url)
        .flatMap(remote -> rules.stream().filter(rule -> rule.fits(remote)).findFirst())
        .map(rule -> rule.login().get());
  }
}
