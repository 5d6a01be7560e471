package dev.hephaestus.server.security;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a credential opens: it is given with the credential and never taken from what its bearer
 * says.
 *
 * @param tenant whose nodes, and what came of them
 * @param roles what may be done
 * @param repositories to nodes of which repositories
 * @param deploy whether nodes may be set to open pull requests by themselves
 */
public record Scope(
    String tenant, Set<Role> roles, RepositoryPatterns repositories, boolean deploy) {
  // Before the constant below, which is checked against it.
  private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /** Who everything belongs to where nobody said otherwise. */
  public static final String DEFAULT_TENANT = "default";

  /** What a process on this machine may do as long as no credential was ever made. */
  public static final Scope LOCAL =
      new Scope(DEFAULT_TENANT, Set.of(Role.values()), RepositoryPatterns.ALL, true);

  public Scope {
    Objects.requireNonNull(repositories, "repositories");
    roles = Set.copyOf(roles);
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException(
          "the tenant \"" + tenant + "\" is not 1 to 63 of a-z, 0-9, dot, dash and underscore");
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("there is no role");
    }
  }

  /** Whether what belongs to a node of that tenant and repository is within. */
  public boolean contains(String nodeTenant, String locationForPeople) {
    return tenant.equals(nodeTenant) && repositories.allow(locationForPeople);
  }
}
