package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.ProjectLayout;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a project writes the tests of a class: with what, where, and one of them to look at.
 *
 * @param framework for people and models: {@code JUnit 4}
 * @param root the folder where the packages of tests start, from the repository's root
 * @param packageName of the class under test
 * @param neighbour the test that is nearest to the class; empty where there is none
 */
record TestStyle(
    String framework, String root, String packageName, Optional<SourceFile> neighbour) {
  private static final int LARGEST_TEST = 60_000;
  private static final int MOST_READ = 40;
  private static final String PLAIN_ROOT = "src/test/java";

  /** Of the class where the exception surfaced. */
  static TestStyle of(RepairTask task) {
    Snapshot snapshot = task.snapshot();
    String path = suspected(task);
    String packageName = packageOf(path);
    Optional<ProjectLayout.Module> module = snapshot.layout().moduleOf(path);
    String folder = module.map(ProjectLayout.Module::folder).orElseGet(() -> beforeSource(path));
    List<SourceFile> tests =
        snapshot.files().stream()
            .filter(file -> file.test() && file.isJava() && file.size() <= LARGEST_TEST)
            .filter(file -> folder.isEmpty() || file.path().startsWith(folder + "/"))
            .filter(file -> file.path().matches(".*(?:Test|Tests|TestCase)\\.java|.*/Test[^/]*"))
            .sorted(
                Comparator.<SourceFile>comparingInt(file -> -nearness(file.path(), path))
                    .thenComparing(SourceFile::path))
            .limit(MOST_READ)
            .toList();
    Optional<SourceFile> neighbour =
        tests.stream().filter(file -> !framework(snapshot.text(file.path())).isEmpty()).findFirst();
    String framework =
        neighbour.map(file -> framework(snapshot.text(file.path()))).orElse("JUnit 5");
    String root =
        neighbour
            .flatMap(file -> rootOf(file.path(), snapshot.text(file.path())))
            .or(() -> module.flatMap(found -> found.testRoots().stream().findFirst()))
            .orElse(folder.isEmpty() ? PLAIN_ROOT : folder + "/" + PLAIN_ROOT);
    return new TestStyle(framework, root, packageName, neighbour);
  }

  private static String suspected(RepairTask task) {
    return task.localization()
        .faultFrame()
        .map(frame -> frame.method().path())
        .or(
            () ->
                task.localization().suspects().stream()
                    .map(suspect -> suspect.method().path())
                    .findFirst())
        .or(() -> task.context().parts().stream().map(part -> part.path()).findFirst())
        .orElse("");
  }

  /** What the imports of a test say. */
  static String framework(String test) {
    return test.contains("org.junit.jupiter")
        ? "JUnit 5"
        : test.contains("org.testng")
            ? "TestNG"
            : test.contains("import org.junit.")
                ? "JUnit 4"
                : test.contains("junit.framework") ? "JUnit 3" : "";
  }

  private static int nearness(String test, String path) {
    String name = simpleName(path);
    String testName = simpleName(test);
    int same = packageOf(test).equals(packageOf(path)) ? 1_000 : 0;
    int named = !name.isEmpty() && testName.contains(name) ? 2_000 : 0;
    return same + named + commonFolders(test, path);
  }

  private static int commonFolders(String a, String b) {
    String[] one = a.split("/", -1);
    String[] other = b.split("/", -1);
    int common = 0;
    while (common < Math.min(one.length, other.length) && one[common].equals(other[common])) {
      common++;
    }
    return common;
  }

  private static String simpleName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  private static String beforeSource(String path) {
    int source = path.indexOf("/src/");
    return source < 0 ? "" : path.substring(0, source);
  }

  /** By the folders below the usual roots; a rule of thumb for models and names of packages. */
  private static String packageOf(String path) {
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : "/" + path.substring(0, slash) + "/";
    for (String root :
        List.of(
            "/src/main/java/", "/src/test/java/", "/src/java/", "/src/test/", "/src/", "/test/")) {
      int at = folder.indexOf(root);
      if (at >= 0) {
        String below = folder.substring(at + root.length());
        return below.isEmpty() ? "" : below.substring(0, below.length() - 1).replace('/', '.');
      }
    }
    return "";
  }

  /** The folder above the package that the test declares. */
  private static Optional<String> rootOf(String path, String source) {
    Optional<String> declared =
        source
            .lines()
            .limit(200)
            .filter(line -> line.startsWith("package ") && line.contains(";"))
            .map(line -> line.substring(8, line.indexOf(';')).strip())
            .findFirst();
    String below = declared.map(name -> "/" + name.replace('.', '/') + "/").orElse("/");
    String folder = "/" + path.substring(0, path.lastIndexOf('/') + 1);
    return folder.endsWith(below) && folder.length() > below.length()
        ? Optional.of(folder.substring(1, folder.length() - below.length()))
        : Optional.empty();
  }
}
