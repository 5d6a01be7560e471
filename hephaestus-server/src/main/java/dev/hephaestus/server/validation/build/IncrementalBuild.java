package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fast inner loop: recompiles only what a candidate changes, over the classes of the baseline,
 * and runs chosen tests.
 *
 * <p><i>Shape:</i> a candidate's classes go to a folder that comes before the baseline's on the
 * class path, so that there is nothing to put back.
 *
 * <p><i>Threads:</i> one at a time.
 */
public final class IncrementalBuild implements AutoCloseable {
  private static final int MAX_NEAREST = 40;
  private static final Pattern TEST_CLASS =
      Pattern.compile("(.*[./])?(Test[^$./]*|[^$./]*Test|[^$./]*Tests|[^$./]*TestCase)");
  private static final Pattern SUITE = Pattern.compile("(.*[./])?(TestAll\\w*|AllTests|TestSuite)");

  private final Snapshot snapshot;
  private final WorkTree tree;
  private final CompiledProject project;
  private final JavaCompile javac;
  private final Optional<ProjectBuild> ownCompiler;
  private final ModuleTests tests;
  private final Path scratch;
  private final Path candidate;
  private int compilations;

  IncrementalBuild(
      Snapshot snapshot,
      WorkTree tree,
      CompiledProject project,
      JavaCompile javac,
      Optional<ProjectBuild> ownCompiler,
      ModuleTests tests,
      Path scratch) {
    this.snapshot = snapshot;
    this.tree = tree;
    this.project = project;
    this.javac = javac;
    this.ownCompiler = ownCompiler;
    this.tests = tests;
    this.scratch = scratch;
    this.candidate = scratch.resolve("candidate");
  }

  /** The classes of the baseline. */
  public CompiledProject project() {
    return project;
  }

  /** Whether an unchanged source compiles here, without the project's own build. */
  boolean compilesAlone(String path) {
    List<Path> classPath = new ArrayList<>(project.mainClasses());
    classPath.addAll(project.libraries());
    return javac
        .compile(List.of(tree.resolve(path)), classPath, otherRoots(), project.release(), candidate)
        .isEmpty();
  }

  /** Compiles what the changes, which are in the tree already, ask for. */
  public List<String> compile(List<FileChange> changes) {
    clear(candidate);
    if (ownCompiler.isPresent()) {
      return ownCompiler.get().compile();
    }
    Set<String> paths = new LinkedHashSet<>();
    for (FileChange change : changes) {
      if (change.path().endsWith(".java")) {
        paths.add(change.path());
        if (Declarations.differ(change.before(), change.after())) {
          paths.addAll(mentioning(TestSelection.simpleName(change.path()), false));
        }
      }
    }
    if (paths.isEmpty()) {
      return List.of();
    }
    List<Path> path = new ArrayList<>(project.mainClasses());
    path.addAll(project.testClasses());
    path.addAll(project.libraries());
    List<Path> sources = paths.stream().map(tree::resolve).toList();
    return describe(javac.compile(sources, path, otherRoots(), project.release(), candidate));
  }

  /** Compiles a test class against the baseline; the classes go to a folder of their own. */
  public List<String> compileTest(String className, String source, Path output) {
    Path folder = scratch.resolve("source-" + ++compilations);
    Path file = folder.resolve(className.replace('.', '/') + ".java");
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, source);
    } catch (IOException e) {
      throw new ValidationException("Cannot write " + file + ": " + e.getMessage(), e);
    }
    List<Path> path = project.testClassPath();
    return describe(javac.compile(List.of(file), path, List.of(), project.release(), output));
  }

  /**
   * A fault in a test class that was written.
   *
   * @param className the class
   * @param line from 1, or 0
   */
  public record TestFault(String className, int line, String message) {}

  /** Compiles test classes together against the baseline, by their names. */
  public List<TestFault> compileTests(Map<String, String> sources, Path output) {
    Path folder = scratch.resolve("source-" + ++compilations);
    Map<Path, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      files.put(file, source.getKey());
      try {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, source.getValue(), project.layout().encoding());
      } catch (IOException e) {
        throw new ValidationException("Cannot write " + file + ": " + e.getMessage(), e);
      }
    }
    return javac
        .compile(
            List.copyOf(files.keySet()),
            project.testClassPath(),
            List.of(),
            project.release(),
            output)
        .stream()
        .map(
            fault ->
                new TestFault(
                    files.getOrDefault(fault.file(), ""), (int) fault.line(), fault.message()))
        .toList();
  }

  /** Runs test classes against the baseline. */
  public TestRun testBaseline(List<Path> extraClasses, Collection<String> classes, Duration time) {
    List<Path> path = new ArrayList<>(extraClasses);
    path.addAll(project.testClassPath());
    return tests.run(path, classes, time);
  }

  /** Runs test classes against the candidate that was compiled last. */
  public TestRun testCandidate(List<Path> extraClasses, Collection<String> classes, Duration time) {
    return tests.run(candidatePath(extraClasses), classes, time);
  }

  /** The same in a Java in which no other candidate has run. */
  public TestRun testCandidateAfresh(
      List<Path> extraClasses, Collection<String> classes, Duration time) {
    return tests.afresh(candidatePath(extraClasses), classes, time);
  }

  /** Runs test classes against the baseline, in a Java in which nothing else has run. */
  public TestRun testBaselineAfresh(Collection<String> classes, Duration time) {
    return tests.afresh(project.testClassPath(), classes, time);
  }

  private List<Path> candidatePath(List<Path> extraClasses) {
    List<Path> path = new ArrayList<>(extraClasses);
    path.addAll(candidateClasses());
    path.addAll(project.testClassPath());
    return path;
  }

  /** What the candidate that was compiled last puts before the baseline's classes. */
  public List<Path> candidateClasses() {
    List<Path> path = new ArrayList<>(List.of(candidate));
    ownCompiler.ifPresent(own -> path.addAll(List.of(own.testClasses(), own.mainClasses())));
    return path;
  }

  /** Whether there is a JUnit to run tests with. */
  public boolean canTest() {
    return tests.available();
  }

  /** Every test class of the module that was compiled and can be run. */
  public List<String> testClasses() {
    if (!canTest()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Path folder : project.testClasses()) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .map(file -> folder.relativize(file).toString())
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .map(name -> name.replace('/', '.'))
            .filter(IncrementalBuild::isTestName)
            .forEach(names::add);
      } catch (IOException e) {
        throw new ValidationException("Cannot list " + folder + ": " + e.getMessage(), e);
      }
    }
    return names.stream().sorted().toList();
  }

  /** Whether a class is a test by its name, and not a collection of others. */
  static boolean isTestName(String className) {
    return TEST_CLASS.matcher(className).matches() && !SUITE.matcher(className).matches();
  }

  /** The test classes that have most to do with the files: by name, then by mention. */
  public List<String> nearestTests(Collection<String> paths) {
    return selection().nearest(paths, MAX_NEAREST);
  }

  /**
   * All test classes in the order in which they are worth running: those of the same class, of the
   * same package, those that mention the class, the rest of the module.
   */
  public List<List<String>> testsByDistance(Collection<String> paths) {
    return selection().groups(paths);
  }

  private TestSelection selection() {
    return new TestSelection(testClasses(), name -> mentioning(name, true));
  }

  private List<Path> otherRoots() {
    return project.layout().otherRoots().stream().map(tree::resolve).toList();
  }

  private List<String> mentioning(String name, boolean test) {
    Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    List<String> roots = test ? project.layout().testRoots() : project.layout().mainRoots();
    return snapshot.files().stream()
        .filter(file -> file.isJava() && file.test() == test)
        .map(SourceFile::path)
        .filter(path -> roots.stream().anyMatch(r -> r.isEmpty() || path.startsWith(r + "/")))
        .filter(path -> !project.leftOut().contains(path))
        .filter(path -> word.matcher(snapshot.text(path)).find())
        .toList();
  }

  private List<String> describe(List<JavaCompile.Fault> faults) {
    return faults.stream().map(this::describe).toList();
  }

  /** File and line, what is wrong, and the line itself. */
  private String describe(JavaCompile.Fault fault) {
    String file =
        fault.file().startsWith(tree.root())
            ? tree.root().relativize(fault.file()).toString()
            : String.valueOf(fault.file().getFileName());
    String source = fault.source().isEmpty() ? "" : "\n    " + fault.source();
    return file + ":" + fault.line() + ": " + fault.message() + source;
  }

  @Override
  public void close() {
    tests.close();
    javac.close();
  }

  private static void clear(Path folder) {
    try {
      TreeRemoval.remove(folder);
    } catch (IOException e) {
      throw new ValidationException("Cannot clear " + folder + ": " + e.getMessage(), e);
    }
  }
}
