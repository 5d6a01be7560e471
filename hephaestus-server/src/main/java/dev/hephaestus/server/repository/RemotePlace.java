package dev.hephaestus.server.repository;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a remote is, apart from how it is written.
 *
 * @param scheme in lower case; {@code ssh} for {@code host:path}
 * @param host in lower case
 * @param port the scheme's own where none is written
 * @param path without slashes around it and without {@code .git}
 */
record RemotePlace(String scheme, String host, int port, String path) {

  private static final Pattern NOT_PLAIN = Pattern.compile("(^|/)\\.\\.?(/|$)|//|%|\\\\");

  /** The place of a URL; empty when it has no host, or is written so that it may hide another. */
  static Optional<RemotePlace> of(String url) {
    try {
      return of(new URIish(url));
    } catch (URISyntaxException | IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  static Optional<RemotePlace> of(URIish uri) {
    String host = uri.getHost();
    if (host == null || host.isEmpty()) {
      return Optional.empty();
    }
    String path = trimmed(uri.getRawPath() == null ? "" : uri.getRawPath());
    if (NOT_PLAIN.matcher(path).find()) {
      return Optional.empty();
    }
    String scheme = uri.getScheme() == null ? "ssh" : uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? usualPort(scheme) : uri.getPort();
    return Optional.of(new RemotePlace(scheme, host.toLowerCase(Locale.ROOT), port, path));
  }

  /** Whether both are the same repository, however it is reached. */
  boolean isSameRepository(RemotePlace other) {
    return host.equals(other.host) && path.equalsIgnoreCase(other.path);
  }

  /** Whether the other is this place or below it. */
  boolean contains(RemotePlace other) {
    return scheme.equals(other.scheme)
        && host.equals(other.host)
        && port == other.port
        && (path.isEmpty() || other.path.equals(path) || other.path.startsWith(path + "/"));
  }

  static int usualPort(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      case "ssh" -> 22;
      case "git" -> 9418;
      default -> -1;
    };
  }

  private static String trimmed(String path) {
    String bare = path.replaceAll("^/+|/+$", "");
    return bare.endsWith(".git") ? bare.substring(0, bare.length() - ".git".length()) : bare;
  }
}
