package dev.hephaestus.server.delivery;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;

/** Says what a fault of JGit means for a delivery, and whether trying again can help. */
final class GitFault {

  private GitFault() {}

  static DeliveryException of(String doing, IOException fault, GitRemote remote) {
    String text =
        Stream.iterate((Throwable) fault, cause -> cause != null, Throwable::getCause)
            .limit(6)
            .map(cause -> String.valueOf(cause.getMessage()))
            .distinct()
            .collect(Collectors.joining("; "));
    String detail = HostileText.oneLine(remote.withoutSecrets(text), 400);
    if (fault instanceof NotSupportedException) {
      return new DeliveryException("cannot " + doing + ": " + detail, false);
    }
    if (isOtherHostKey(text.toLowerCase(Locale.ROOT))) {
      return new DeliveryException(
          "cannot "
              + doing
              + ": the host's key is not the one in knownHostsFile of repository.access;"
              + " find out why before you change the file",
          false);
    }
    if (isRefusedLogin(text.toLowerCase(Locale.ROOT))) {
      return new DeliveryException(
          "cannot "
              + doing
              + ": the login is refused or missing; give credentials that may push there ("
              + detail
              + ")",
          false);
    }
    if (fault instanceof NoRemoteRepositoryException) {
      return new DeliveryException(
          "cannot " + doing + ": there is no such repository, or it may not be seen", false);
    }
    // The fault itself is not attached: it repeats what the server said, secrets and all.
    return new DeliveryException("cannot " + doing + ": " + detail, true);
  }

  private static boolean isOtherHostKey(String text) {
    return text.contains("server key did not validate") || text.contains("host key");
  }

  private static boolean isRefusedLogin(String text) {
    return Stream.of(
            "not authorized",
            "not permitted",
            "authentication is required",
            "authentication not supported",
            "auth fail",
            "auth cancel",
            "cannot log in",
            "no more authentication methods",
            "denied",
            "marked as read only",
            "403 forbidden")
        .anyMatch(text::contains);
  }
}
