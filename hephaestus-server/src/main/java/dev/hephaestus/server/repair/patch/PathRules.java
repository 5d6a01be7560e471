package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files a patch may touch: none outside, no tests, none that run or guard the build. */
final class PathRules {
  private static final Pattern MACHINERY =
      Pattern.compile(
          "(^|/)\\.[^/]+(/|$)|(^|/)(mvnw|gradlew)(\\.\\w+)?$|(^|/)gradle/wrapper/|(^|/)codeowners$"
              + "|(^|/)jenkinsfile|(^|/)azure-pipelines[^/]*$|(^|/)bitbucket-pipelines[^/]*$"
              + "|(^|/)appveyor\\.ya?ml$|\\.(jar|class|so|dll|exe|sh|bat|cmd|ps1)$");
  private static final Pattern TEST =
      Pattern.compile(
          "(^|/)(test|tests|it|androidtest|testfixtures)/|[^/](test|tests|testcase|it)\\.(java|kt|groovy|scala)$");

  private PathRules() {}

  /** Why the path may not be touched; empty when it may. */
  static Optional<String> objection(Snapshot snapshot, String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (path.isBlank()
        || path.startsWith("/")
        || path.contains("\\")
        || path.contains(":")
        || ("/" + path + "/").contains("/../")
        || ("/" + path + "/").contains("/./")
        || path.contains("//")
        || path.length() > 500
        || path.chars()
            .anyMatch(c -> c < ' ' || c == 0x7f || Character.getType(c) == Character.FORMAT)) {
      return Optional.of("is not a path inside the repository");
    }
    if (MACHINERY.matcher(lower).find()) {
      return Optional.of(
          "belongs to the build, the CI or the repository's rules, which stay untouched");
    }
    boolean test = snapshot.file(path).map(SourceFile::test).orElse(false);
    return test || TEST.matcher(lower).find()
        ? Optional.of("is a test, and tests stay untouched")
        : Optional.empty();
  }

  /**
   * The path as the repository has it: as given, without a diff's {@code a/}, or the only file that
   * ends so; else as given.
   */
  static String resolve(Snapshot snapshot, String given) {
    String path = given.startsWith("./") ? given.substring(2) : given;
    if (snapshot.file(path).isPresent()) {
      return path;
    }
    String bare = path.startsWith("a/") || path.startsWith("b/") ? path.substring(2) : path;
    if (snapshot.file(bare).isPresent()) {
      return bare;
    }
    List<String> ending =
        snapshot.files().stream()
            .map(SourceFile::path)
            .filter(file -> file.endsWith("/" + bare))
            .limit(2)
            .toList();
    return ending.size() == 1 && bare.contains(".") ? ending.get(0) : path;
  }
}
