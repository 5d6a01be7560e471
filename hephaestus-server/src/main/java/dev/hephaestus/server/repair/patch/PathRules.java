package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files a patch may touch: none outside, no tests, none that run or guard the build. */
final class PathRules {
  private static final int LONGEST = 500;
  private static final Pattern MACHINERY =
      Pattern.compile(
          "(^|/)\\.[^/]+(/|$)|(^|/)(mvnw|gradlew)(\\.\\w+)?$|(^|/)gradle/wrapper/|(^|/)codeowners$"
              + "|(^|/)jenkinsfile|(^|/)azure-pipelines[^/]*$|(^|/)bitbucket-pipelines[^/]*$"
              + "|(^|/)appveyor\\.ya?ml$|\\.(jar|class|so|dll|exe|sh|bat|cmd|ps1)$");

  /** Of new files: what is there already, the snapshot knows. */
  private static final Pattern NEW_TEST =
      Pattern.compile(
          "(.*/)?(test|tests|androidTest|integrationTest|testFixtures)/.*"
              + "|(?!(.*/)?src/main/).*[a-z0-9](Test|Tests|TestCase|IT)\\.(java|kt|groovy|scala)"
              + "|.*[a-z0-9](Test|Tests|TestCase)\\.(java|kt|groovy|scala)");

  private PathRules() {}

  /** Why the path may not be touched; empty when it may. */
  static Optional<String> objection(Snapshot snapshot, String path) {
    if (!isInside(path)) {
      return Optional.of("is not a path inside the repository");
    }
    if (MACHINERY.matcher(path.toLowerCase(Locale.ROOT)).find()) {
      return Optional.of(
          "belongs to the build, the CI or the repository's rules, which stay untouched");
    }
    if (snapshot.isSubmodule(path)) {
      return Optional.of("belongs to a submodule, which is another repository");
    }
    Optional<SourceFile> there = snapshot.file(path);
    boolean test =
        there.isPresent() ? there.get().test() : NEW_TEST.matcher(belowMain(path)).matches();
    if (test) {
      return Optional.of("is a test, and tests stay untouched");
    }
    return there.isPresent() ? Optional.empty() : newObjection(snapshot, path);
  }

  private static boolean isInside(String path) {
    String framed = "/" + path + "/";
    return !path.isBlank()
        && path.length() <= LONGEST
        && !path.startsWith("/")
        && !path.startsWith("~")
        && !path.contains("\\")
        && !path.contains(":")
        && !path.contains("//")
        && !framed.contains("/../")
        && !framed.contains("/./")
        && path.chars()
            .noneMatch(
                c ->
                    c < ' '
                        || c == 0x7f
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.CONTROL);
  }

  /** Below {@code src/main/java} a folder is a package, whatever it is called. */
  private static String belowMain(String path) {
    int main = ("/" + path).indexOf("/src/main/");
    return main < 0 ? path : path.substring(path.lastIndexOf('/') + 1);
  }

  /** What is not shown may be a link that leads out, and names may differ in case only. */
  private static Optional<String> newObjection(Snapshot snapshot, String path) {
    boolean hidden =
        snapshot.leftOut().stream()
            .anyMatch(left -> left.path().equals(path) || path.startsWith(left.path() + "/"));
    if (hidden) {
      return Optional.of("is there already and cannot be read");
    }
    for (SourceFile file : snapshot.files()) {
      if (path.startsWith(file.path() + "/") || file.path().startsWith(path + "/")) {
        return Optional.of("cannot be made: " + file.path() + " is there");
      }
      if (file.path().equalsIgnoreCase(path)) {
        return Optional.of("is called " + file.path() + " in this repository");
      }
    }
    return Optional.empty();
  }
}
