package dev.hephaestus.server.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where packages of JVM languages start.
 *
 * <p><i>Shape:</i> the conventional folders are known by their names; elsewhere a file's package,
 * taken off its path, leaves its root. One file of each folder is looked at.
 *
 * @param mains roots of production code, in order
 * @param tests roots of tests, in order
 */
record SourceRoots(List<String> mains, List<String> tests) {

  /** {@code src/main/java}, also {@code src/jvmMain/kotlin} and other source sets. */
  private static final Pattern CONVENTIONAL =
      Pattern.compile("((?:.*/)?src/([A-Za-z]\\w*)/(?:java|kotlin|scala|groovy))(?:/.*)?");

  private static final Pattern LAST_FOLDERS =
      Pattern.compile(
          "(^|/)(src/\\w+/(java|kotlin|scala|groovy)|src/(java|test|main)|src|source|java|tests?)$");

  SourceRoots {
    mains = List.copyOf(mains);
    tests = List.copyOf(tests);
  }

  static SourceRoots of(Snapshot snapshot) {
    TreeSet<String> mains = new TreeSet<>();
    TreeSet<String> tests = new TreeSet<>();
    Map<String, Optional<String>> known = new HashMap<>();
    for (SourceFile file : snapshot.files()) {
      if (file.language().isJvm() && !file.vendored() && !file.path().endsWith(".gradle")) {
        known
            .computeIfAbsent(Paths.folderOf(file.path()), folder -> root(snapshot, file, folder))
            .ifPresent(root -> (file.test() ? tests : mains).add(root));
      }
    }
    // A test beside production code makes no test root of it.
    tests.removeAll(mains);
    return new SourceRoots(List.copyOf(mains), List.copyOf(tests));
  }

  private static Optional<String> root(Snapshot snapshot, SourceFile file, String folder) {
    Matcher conventional = CONVENTIONAL.matcher(folder);
    if (conventional.matches()) {
      return Optional.of(conventional.group(1));
    }
    if (file.path().endsWith(".kts")) {
      return Optional.empty();
    }
    String packageFolder = PackageClause.of(snapshot, file.path()).replace('.', '/');
    if (packageFolder.isEmpty() || folder.equals(packageFolder)) {
      return Optional.of(packageFolder.isEmpty() ? folder : "");
    }
    return folder.endsWith("/" + packageFolder)
        ? Optional.of(folder.substring(0, folder.length() - packageFolder.length() - 1))
        : Optional.empty();
  }

  /** What a root is the sources of. */
  static String above(String root) {
    return LAST_FOLDERS.matcher(root).replaceFirst("");
  }
}
