package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Repository;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a repository's place must be, as node.proto says it.
 *
 * <p>It comes from outside and ends up with a Git client: nothing may pass for an option, leave the
 * repository or reach a helper program.
 *
 * <p><i>Source:</i> the branch is a name as {@code git check-ref-format} takes it.
 */
final class RepositoryRules {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
  private static final Pattern SSH_SHORT = Pattern.compile("[\\w.-]+@[\\w.-]+:[^:].*");
  private static final Pattern WINDOWS_PATH = Pattern.compile("[A-Za-z]:[\\\\/].*");
  private static final Pattern CREDENTIALS = Pattern.compile("[^/@]*:[^/]*@.*");
  private static final Pattern BRANCH_FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)");

  private RepositoryRules() {}

  static void check(Repository repository, RequestFaults faults) {
    faults.required("location", repository.getLocation(), Limits.LOCATION);
    if (!repository.getLocation().isBlank()) {
      location(repository.getLocation().strip(), faults);
    }
    branch(repository.getBranch(), faults);
    directory(repository.getDirectory(), faults);
  }

  private static void location(String location, RequestFaults faults) {
    Matcher url = URL.matcher(location);
    if (hasControl(location)) {
      faults.add("location", "has control characters");
    } else if (url.matches()) {
      if (!SCHEMES.contains(url.group(1).toLowerCase(Locale.ROOT))) {
        faults.add(
            "location",
            "has the scheme "
                + RequestFaults.quote(url.group(1))
                + ", use https, http, ssh, git or file");
      }
      if (CREDENTIALS.matcher(url.group(2)).matches()) {
        // Not quoted: it would carry the password on into logs.
        faults.add("location", "has a password in it, give the credential to the server instead");
      }
    } else if (!location.startsWith("/")
        && !WINDOWS_PATH.matcher(location).matches()
        && !SSH_SHORT.matcher(location).matches()) {
      faults.add(
          "location",
          "is " + RequestFaults.quote(location) + ", give an absolute path or a Git URL");
    }
  }

  private static void branch(String branch, RequestFaults faults) {
    faults.atMost("branch", branch, Limits.NAME);
    if (!branch.isEmpty()
        && (BRANCH_FORBIDDEN.matcher(branch).find()
            || branch.startsWith("-")
            || branch.startsWith(".")
            || branch.startsWith("/")
            || branch.endsWith("/")
            || branch.endsWith("."))) {
      faults.add("branch", "is " + RequestFaults.quote(branch) + ", which is no name of a branch");
    }
  }

  private static void directory(String directory, RequestFaults faults) {
    faults.atMost("directory", directory, Limits.LOCATION);
    if (directory.startsWith("/")
        || directory.indexOf('\\') >= 0
        || ("/" + directory + "/").contains("/../")
        || hasControl(directory)) {
      faults.add(
          "directory",
          "is "
              + RequestFaults.quote(directory)
              + ", give a folder inside the repository, such as services/orders");
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
