package dev.hephaestus.server.repository;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/**
 * A repository that is elsewhere.
 *
 * @param name where it is, for people
 * @param uri where it is, without a password, and without a user where that may be a secret
 * @param given the login that the location had in it
 */
record Remote(String name, URIish uri, Optional<RepositoryLogin> given) {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");

  static Remote of(String location) {
    String name = RepositoryLocation.of(location).forPeople();
    URIish written;
    try {
      written = new URIish(location);
    } catch (URISyntaxException repeatsIt) {
      throw new RepositoryException("not a path or URL of a repository: " + name);
    }
    String scheme = scheme(written);
    if (!SCHEMES.contains(scheme)) {
      throw new RepositoryException(
          "repository " + name + " has a scheme that is not one of https, http, ssh, git and file");
    }
    boolean http = scheme.startsWith("http");
    URIish bare = written.setPass(null);
    return http
        ? new Remote(name, bare.setUser(null), login(written))
        : new Remote(name, bare, Optional.empty());
  }

  private static Optional<RepositoryLogin> login(URIish uri) {
    String user = uri.getUser();
    String password = uri.getPass();
    if (user == null || user.isEmpty()) {
      return Optional.empty();
    }
    // A token alone stands where the user's name would.
    return Optional.of(
        password == null || password.isEmpty()
            ? RepositoryLogin.Password.ofToken(user)
            : new RepositoryLogin.Password(user, password));
  }

  String scheme() {
    return scheme(uri);
  }

  private static String scheme(URIish uri) {
    return uri.getScheme() == null ? "ssh" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /** The hash tells repositories and logins apart; the name in front is for people. */
  String folderName() {
    String readable;
    try {
      readable = uri.getHumanishName();
    } catch (IllegalArgumentException nameless) {
      readable = "repository";
    }
    String login =
        given
            .map(RepositoryLogin.Password.class::cast)
            .map(p -> p.user() + ":" + p.secret() + "@")
            .orElse("");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((login + uri).getBytes(StandardCharsets.UTF_8));
      String prefix = readable.replaceAll("[^A-Za-z0-9_-]", "_");
      return prefix.substring(0, Math.min(40, prefix.length()))
          + "-"
          + HexFormat.of().formatHex(hash, 0, 8)
          + ".git";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
