package dev.hephaestus.server.repository;

import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;

/**
 * Where submodules may be fetched from: a repository's content says where they are, and must not
 * send the server to any host, nor to the files of its own.
 *
 * @param hosts hosts besides that of the parent
 */
record SubmodulePlaces(Set<String> hosts) {

  /** A submodule that is not followed. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  /** The location of a submodule of a repository that is elsewhere. */
  String of(Remote parent, String url) throws RefusedException {
    String absolute = isRelative(url) ? resolved(parent.uri(), url) : url;
    if (parent.scheme().equals("file") && absolute.startsWith("file:")) {
      return neighbour(parent, absolute);
    }
    return allowed(absolute, Optional.of(parent));
  }

  /** The location of a submodule of a repository that is read in place. */
  String of(Path parent, String url) throws RefusedException {
    if (!isRelative(url)) {
      return allowed(url, Optional.empty());
    }
    try {
      Path folder = parent.resolve(url).normalize();
      Path beside = parent.getParent();
      if (beside != null && folder.startsWith(beside) && !folder.equals(parent)) {
        return folder.toString();
      }
    } catch (InvalidPathException e) {
      // Said below, together with a path that leads elsewhere.
    }
    throw new RefusedException("submodule: its URL leads away from the repository's folder");
  }

  static boolean isRelative(String url) {
    return url.startsWith("./") || url.startsWith("../");
  }

  private String allowed(String url, Optional<Remote> parent) throws RefusedException {
    RemotePlace place =
        RemotePlace.of(url)
            .orElseThrow(() -> new RefusedException("submodule: its URL names no host"));
    boolean sameHost =
        parent
            .flatMap(remote -> RemotePlace.of(remote.uri()))
            .filter(own -> own.host().equals(place.host()) && isNoPort(own, place))
            .isPresent();
    boolean listed = hosts.stream().anyMatch(host -> host.equalsIgnoreCase(place.host()));
    if (!sameHost && !listed) {
      throw new RefusedException(
          "submodule: on " + place.host() + ", which is not one of repository.submoduleHosts");
    }
    boolean sameScheme = parent.filter(own -> own.scheme().equals(place.scheme())).isPresent();
    if (!sameScheme && !Set.of("https", "ssh").contains(place.scheme())) {
      throw new RefusedException("submodule: by " + place.scheme() + ", which is not safe");
    }
    if (hasLogin(url)) {
      throw new RefusedException("submodule: its URL has a login in it");
    }
    return url;
  }

  /** A port that is neither the parent's nor the scheme's own may be any service of the host. */
  private static boolean isNoPort(RemotePlace own, RemotePlace other) {
    return other.port() == own.port() || other.port() == RemotePlace.usualPort(other.scheme());
  }

  private static boolean hasLogin(String url) {
    try {
      URIish uri = new URIish(url);
      boolean http =
          uri.getScheme() != null && uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
      return uri.getPass() != null || (http && uri.getUser() != null);
    } catch (URISyntaxException e) {
      return true;
    }
  }

  private static String neighbour(Remote parent, String url) throws RefusedException {
    Path beside = Path.of(parent.uri().getPath()).normalize().getParent();
    try {
      Path folder = Path.of(new URIish(url).getPath()).normalize();
      if (beside != null && folder.startsWith(beside)) {
        return folder.toUri().toString();
      }
    } catch (URISyntaxException | InvalidPathException e) {
      // Said below, together with a path that leads elsewhere.
    }
    throw new RefusedException("submodule: its URL leads away from the repository's folder");
  }

  /** As Git does it: against the parent's URL, of which the last name is a folder. */
  private static String resolved(URIish parent, String relative) throws RefusedException {
    Deque<String> names = new ArrayDeque<>();
    String path = parent.getRawPath();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        names.addLast(name);
      }
    }
    for (String name : relative.split("/", -1)) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          throw new RefusedException("submodule: its URL leads above its host");
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    String joined = String.join("/", names);
    try {
      return parent.setRawPath(path.startsWith("/") ? "/" + joined : joined).toString();
    } catch (URISyntaxException e) {
      throw new RefusedException("submodule: its URL names no host");
    }
  }
}
