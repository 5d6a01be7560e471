package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.validation.build.ProjectLayout;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a module's tests belong, and which new test may go there. */
final class TestPlace {
  private static final int MAX_PATH = 300;
  private static final Pattern PATH = Pattern.compile("(?:[\\w$ .-]+/)*\\w[\\w$]*\\.java");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  private final Snapshot snapshot;
  private final ProjectLayout layout;

  TestPlace(Snapshot snapshot, ProjectLayout layout) {
    this.snapshot = snapshot;
    this.layout = layout;
  }

  /** A path that is not taken yet, for a test of a class. */
  String free(String packageName, String className) {
    String root = roots().get(0);
    String folder =
        (root.isEmpty() ? "" : root + "/")
            + (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/");
    String subject = className.replaceFirst(".*[.]", "").replaceFirst("[$].*", "");
    String path = folder + subject + "FaultTest.java";
    for (int i = 2; snapshot.file(path).isPresent(); i++) {
      path = folder + subject + "Fault" + i + "Test.java";
    }
    return path;
  }

  /** Why a new test may not stand there; empty when it may. */
  Optional<String> objection(String path, String source) {
    boolean plain =
        path.length() <= MAX_PATH
            && PATH.matcher(path).matches()
            && List.of(path.split("/", -1)).stream().noneMatch(part -> part.startsWith("."));
    if (!plain) {
      return Optional.of("its path is no path of a Java source inside the repository");
    }
    if (snapshot.file(path).isPresent()) {
      return Optional.of("it would overwrite " + path + "; a test needs a file of its own");
    }
    Matcher declared = PACKAGE.matcher(source);
    String folder = declared.find() ? declared.group(1).replace('.', '/') + "/" : "";
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean fits =
        roots().stream()
            .map(root -> root.isEmpty() ? "" : root + "/")
            .anyMatch(root -> path.equals(root + folder + file));
    return fits
        ? Optional.empty()
        : Optional.of(
            "it tries to leave the test folders: a test in this package belongs to "
                + roots().get(0)
                + "/"
                + folder);
  }

  /** The binary name of the class that stands there. */
  static String className(String path, String source) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    String simple = file.endsWith(".java") ? file.substring(0, file.length() - 5) : file;
    Matcher matcher = PACKAGE.matcher(source);
    return matcher.find() ? matcher.group(1) + "." + simple : simple;
  }

  private List<String> roots() {
    String module = layout.module().isEmpty() ? "" : layout.module() + "/";
    return layout.testRoots().isEmpty() ? List.of(module + "src/test/java") : layout.testRoots();
  }
}
