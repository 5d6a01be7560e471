package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compiles a module without its own build, for projects that have none that can still be run.
 *
 * <p><i>Shape:</i> lenient. A source that does not compile is left out, and so is what hangs on it,
 * as long as the file that matters compiles. Other modules' sources are taken where they are
 * needed.
 */
final class PlainBuild {
  private static final int ROUNDS = 8;
  private static final List<Integer> LATER_RELEASES = List.of(8, 11, 17, 21);

  private final Snapshot snapshot;
  private final WorkTree tree;
  private final ProjectLayout layout;
  private final JavaCompile javac;

  PlainBuild(Snapshot snapshot, WorkTree tree, ProjectLayout layout, JavaCompile javac) {
    this.snapshot = snapshot;
    this.tree = tree;
    this.layout = layout;
    this.javac = javac;
  }

  /**
   * What came of it.
   *
   * @param project the classes; empty when the file that matters does not compile
   * @param faults why not
   */
  record Result(Optional<CompiledProject> project, List<JavaCompile.Fault> faults) {}

  /**
   * Compiles sources and tests.
   *
   * @param needed the file without which the rest is of no use
   * @param output a folder for the classes
   */
  Result compile(String needed, List<Path> libraries, Path output) {
    List<JavaCompile.Fault> first = List.of();
    for (int release : releases()) {
      Path classes = output.resolve("classes-" + release);
      Lenient main = lenient(sources(layout.mainRoots(), false), libraries, release, classes);
      if (main.compiled().contains(tree.resolve(needed))) {
        return new Result(
            Optional.of(withTests(main, libraries, release, classes, output)), List.of());
      }
      first = first.isEmpty() ? main.faults() : first;
    }
    return new Result(Optional.empty(), first);
  }

  private CompiledProject withTests(
      Lenient main, List<Path> libraries, int release, Path classes, Path output) {
    Path tests = output.resolve("test-classes-" + release);
    List<Path> path = new ArrayList<>(List.of(classes));
    path.addAll(libraries);
    Lenient test = lenient(sources(layout.testRoots(), true), path, release, tests);
    copyResources(layout.mainRoots(), classes);
    copyResources(layout.testRoots(), tests);
    List<String> leftOut =
        Stream.concat(main.leftOut().stream(), test.leftOut().stream())
            .map(file -> tree.root().relativize(file).toString())
            .sorted()
            .toList();
    return new CompiledProject(
        layout, List.of(classes), List.of(tests), libraries, release, leftOut);
  }

  /** The declared release, and where that does not do, later ones. */
  private List<Integer> releases() {
    int declared =
        JavaCompile.supported(layout.release() == ProjectLayout.UNDECLARED ? 8 : layout.release());
    return Stream.concat(
            IntStream.of(declared).boxed(),
            LATER_RELEASES.stream().filter(release -> release > declared))
        .map(JavaCompile::supported)
        .distinct()
        .toList();
  }

  private record Lenient(List<Path> compiled, Set<Path> leftOut, List<JavaCompile.Fault> faults) {}

  private Lenient lenient(List<Path> sources, List<Path> path, int release, Path output) {
    List<Path> left = new ArrayList<>(sources);
    Set<Path> out = new LinkedHashSet<>();
    List<JavaCompile.Fault> first = List.of();
    List<Path> others = layout.otherRoots().stream().map(tree::resolve).toList();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      List<JavaCompile.Fault> faults = javac.compile(left, path, others, release, output);
      if (faults.isEmpty()) {
        return new Lenient(left, out, first);
      }
      first = first.isEmpty() ? faults : first;
      Set<Path> broken = new LinkedHashSet<>();
      faults.forEach(fault -> broken.add(fault.file()));
      if (!left.removeAll(broken)) {
        break;
      }
      out.addAll(broken);
    }
    if (left.isEmpty()) {
      mkdir(output);
      return new Lenient(left, out, first);
    }
    return new Lenient(List.of(), new LinkedHashSet<>(sources), first);
  }

  private List<Path> sources(List<String> roots, boolean test) {
    return snapshot.files().stream()
        .filter(file -> file.isJava() && file.test() == test && isBelow(file, roots))
        .filter(file -> !file.path().endsWith("module-info.java"))
        .map(file -> tree.resolve(file.path()))
        .toList();
  }

  private static boolean isBelow(SourceFile file, List<String> roots) {
    return roots.stream().anyMatch(root -> root.isEmpty() || file.path().startsWith(root + "/"));
  }

  /** Files beside the sources, and those of a {@code resources} folder beside a source root. */
  private void copyResources(List<String> roots, Path output) {
    for (String root : roots) {
      copyResourcesOf(root, output);
      if (root.endsWith("/java")) {
        copyResourcesOf(ProjectLayout.parent(root) + "/resources", output);
      }
    }
  }

  private void copyResourcesOf(String root, Path output) {
    String prefix = root.isEmpty() ? "" : root + "/";
    for (SourceFile file : snapshot.files()) {
      if (!file.isJava() && !root.isEmpty() && file.path().startsWith(prefix)) {
        Path target = output.resolve(file.path().substring(prefix.length())).normalize();
        if (target.startsWith(output)) {
          copy(file, target);
        }
      }
    }
  }

  private void copy(SourceFile file, Path target) {
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(target, snapshot.bytes(file.path()));
    } catch (IOException e) {
      throw new ValidationException("Cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  private static void mkdir(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + folder + ": " + e.getMessage(), e);
    }
  }
}
