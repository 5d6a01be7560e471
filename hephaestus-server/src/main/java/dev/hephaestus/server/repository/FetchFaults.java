package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/** Sorts the faults of fetches into a no, a not now, and what will not pass by itself. */
final class FetchFaults {
  private static final int MAX_REASON = 300;
  private static final List<String> GONE =
      List.of("not found", "not exist", "not appear to be a git repo", "no such", "not exported");
  private static final List<String> DENIED =
      List.of("denied", "not allowed", "not authorized", "cannot log in", "no more authentication");
  private static final List<String> OTHER_HOST_KEY =
      List.of("server key did not validate", "host key");

  private FetchFaults() {}

  /**
   * Sorts a fault.
   *
   * @param status the last HTTP status, or 0
   */
  static Fetched sort(IOException fault, int status, Remote remote) {
    String reason = reason(fault, remote);
    if (cause(fault, TooLargeObjectInPackException.class).isPresent()) {
      return new Fetched.Failed(
          "it has a file that alone is larger than repository.packBytes; raise that", false);
    }
    if (Stream.of(
            MirrorRepository.LimitException.class,
            CorruptObjectException.class,
            RemoteHttp.NotGitException.class,
            SSLException.class)
        .anyMatch(type -> cause(fault, type).isPresent())) {
      return new Fetched.Failed(reason, false);
    }
    return switch (remote.scheme()) {
      case "http", "https" -> http(status, reason);
      case "ssh" -> ssh(reason);
      case "file" -> isThere(remote) ? unsorted(fault, reason) : gone(reason);
      default -> said(reason).orElseGet(() -> unsorted(fault, reason));
    };
  }

  private static Fetched http(int status, String reason) {
    return switch (status) {
      case 401 ->
          new Fetched.Lost(
              "the login is refused or missing (401);"
                  + " add one for this host to repository.access, or renew its token");
      case 403 ->
          new Fetched.Lost(
              "the login may not read it (403); give it the right to read the contents");
      case 404, 410 ->
          new Fetched.Lost(
              "it is not there, or the login may not see it ("
                  + status
                  + "); check the URL and"
                  + " the login in repository.access");
      default ->
          new Fetched.Failed(
              reason, status < 400 || status == 408 || status == 429 || status >= 500);
    };
  }

  private static Fetched ssh(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (OTHER_HOST_KEY.stream().anyMatch(lower::contains)) {
      return new Fetched.Failed(
          "the host's key is not the one in knownHostsFile of repository.access;"
              + " find out why before you change the file",
          false);
    }
    return said(reason).orElseGet(() -> new Fetched.Failed(reason, true));
  }

  private static Optional<Fetched> said(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    if (DENIED.stream().anyMatch(lower::contains)) {
      return Optional.of(
          new Fetched.Lost("the login is refused; check its key in repository.access: " + reason));
    }
    return GONE.stream().anyMatch(lower::contains) ? Optional.of(gone(reason)) : Optional.empty();
  }

  private static Fetched gone(String reason) {
    return new Fetched.Lost("it is not there; check the URL: " + reason);
  }

  private static Fetched unsorted(IOException fault, String reason) {
    return new Fetched.Failed(reason, !(fault instanceof NotSupportedException));
  }

  private static boolean isThere(Remote remote) {
    return Files.isDirectory(Path.of(remote.uri().getPath()));
  }

  private static Optional<Throwable> cause(Throwable fault, Class<? extends Throwable> type) {
    return chain(fault).filter(type::isInstance).findFirst();
  }

  private static Stream<Throwable> chain(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(10);
  }

  /** JGit's words, which repeat the location as it was given, and servers' words. */
  private static String reason(IOException fault, Remote remote) {
    Throwable last = chain(fault).reduce(fault, (first, second) -> second);
    String message =
        last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    String safe =
        line.replace(remote.uri().toString(), remote.name()).replaceAll("://[^/\\s]*@", "://");
    return safe.length() > MAX_REASON ? safe.substring(0, MAX_REASON) + "…" : safe;
  }
}
