package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project's own Maven build.
 *
 * <p><i>Shape:</i> it is tried offline first; only what it then misses is fetched, by Maven's own
 * resolution and never by running the build with a network. Of several modules only the one that
 * matters is tested, and only those that it needs are built.
 */
final class MavenBuild implements ProjectBuild {
  private static final String CLASS_PATH_FILE = "target/hephaestus.classpath";
  private static final long MAX_CLASS_PATH_BYTES = 1 << 20;
  private static final String CLASS_PATH = MavenFetch.DEPENDENCY_PLUGIN + "build-classpath";

  /** Surefire takes a list of tests on its command line. */
  private static final int MAX_TEST_NAMES_CHARS = 60_000;

  /** What judges the style of a build and not whether it works. */
  private static final List<String> NOT_JUDGED =
      Stream.of(
              "animal.sniffer.skip",
              "checkstyle.skip",
              "clirr.skip",
              "cpd.skip",
              "enforcer.skip",
              "findbugs.skip",
              "forbiddenapis.skip",
              "jacoco.skip",
              "japicmp.skip",
              "license.skip",
              "maven.javadoc.skip",
              "pmd.skip",
              "rat.skip",
              "revapi.skip",
              "spotbugs.skip",
              "spotless.check.skip")
          .map(name -> "-D" + name + "=true")
          .toList();

  private static final Pattern UNSUPPORTED_RELEASE =
      Pattern.compile(
          "(?:Source|Target) option \\S+ is no longer supported|release version \\S+ not supported"
              + "|invalid target release: 1\\.[1-7]");

  /** By which poms say their release; commons-parent has names of its own. */
  private static final List<String> RELEASE_PROPERTIES =
      List.of(
          "maven.compiler.source",
          "maven.compiler.target",
          "maven.compile.source",
          "maven.compile.target");

  private final MavenRunner maven;
  private final MavenFetch fetch;
  private final Path tree;
  private final String module;
  private final List<String> ownTests;
  private final RaisedPoms poms;
  private final Duration testTime;
  private boolean raised;

  /**
   * The build of one module.
   *
   * @param ownTests the module's test classes, to leave out those of modules that it needs
   * @param poms written when the project's own Java release is too old
   * @param testTime how long the module's tests may take
   */
  MavenBuild(
      MavenRunner maven,
      MavenFetch fetch,
      Path tree,
      String module,
      List<String> ownTests,
      RaisedPoms poms,
      Duration testTime) {
    this.maven = maven;
    this.fetch = fetch;
    this.tree = tree;
    this.module = module;
    this.ownTests = List.copyOf(ownTests);
    this.poms = poms;
    this.testTime = testTime;
  }

  @Override
  public String name() {
    return maven.name();
  }

  @Override
  public boolean isRaised() {
    return raised;
  }

  @Override
  public void raise() {
    raised = true;
    poms.write();
  }

  @Override
  public Path mainClasses() {
    return tree.resolve(module).resolve("target/classes");
  }

  @Override
  public Path testClasses() {
    return tree.resolve(module).resolve("target/test-classes");
  }

  @Override
  public Result baseline(Progress progress) {
    Outcome compiled = fetch.until(this::compileWithClassPath, scope(), progress);
    if (!compiled.succeeded()) {
      return Result.failed(
          MavenOutput.complaint(compiled), classPath(tree), fetch.mayPass(compiled));
    }
    List<Path> classPath = classPath(tree);
    progress.report("running the tests with " + name());
    Outcome tested = fetch.until(() -> runTests(List.of()), scope(), progress);
    TestRun tests = reports(problem(tested));
    return tests.complete()
        ? new Result("", Optional.of(tests), "", classPath, false)
        : new Result(
            "", Optional.empty(), MavenOutput.complaint(tested), classPath, fetch.mayPass(tested));
  }

  @Override
  public TestRun test(Collection<String> classes) {
    return reports(problem(runTests(classes)));
  }

  @Override
  public List<String> compile() {
    Outcome outcome = maven.build(tree, inModule("test-compile"));
    if (outcome.succeeded()) {
      return List.of();
    }
    List<String> errors =
        outcome
            .output()
            .lines()
            .filter(line -> line.startsWith("[ERROR]") && line.contains(".java:["))
            .map(line -> line.substring("[ERROR]".length()).strip().replace(tree + "/", ""))
            .distinct()
            .toList();
    return errors.isEmpty() ? List.of(MavenOutput.complaint(outcome)) : errors;
  }

  @Override
  public List<Path> classPathOnly(Progress progress) {
    List<String> arguments = inModule(CLASS_PATH);
    arguments.addAll(classPathOptions());
    if (!maven.build(tree, arguments).succeeded()) {
      progress.report("fetching dependencies");
      return classPath(fetch.run(arguments));
    }
    return classPath(tree);
  }

  /** A Java release that no compiler of today takes is raised to the lowest that one does. */
  private Outcome compileWithClassPath() {
    Outcome outcome = maven.build(tree, compileArguments());
    if (!raised && UNSUPPORTED_RELEASE.matcher(outcome.output()).find()) {
      raise();
      outcome = maven.build(tree, compileArguments());
    }
    return outcome;
  }

  private List<String> compileArguments() {
    List<String> arguments = inModule("test-compile", CLASS_PATH);
    arguments.addAll(classPathOptions());
    return arguments;
  }

  private static List<String> classPathOptions() {
    return List.of("-Dmdep.outputFile=" + CLASS_PATH_FILE, "-Dmdep.includeScope=test");
  }

  private Outcome runTests(Collection<String> classes) {
    clearReports();
    List<String> arguments = inModule("test", "-Dmaven.test.failure.ignore=true");
    Collection<String> chosen = classes.isEmpty() && buildsOthers() ? ownTests : classes;
    String names = String.join(",", chosen);
    if (!chosen.isEmpty() && names.length() <= MAX_TEST_NAMES_CHARS) {
      arguments.add("-Dtest=" + names);
      arguments.add("-DfailIfNoTests=false");
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
    }
    return maven.build(tree, arguments, testTime);
  }

  private boolean buildsOthers() {
    return !module.isEmpty() && Files.isRegularFile(tree.resolve("pom.xml"));
  }

  /** Which project, for Maven's command line. */
  private List<String> scope() {
    if (buildsOthers()) {
      return List.of("--projects", module, "--also-make");
    }
    return module.isEmpty() ? List.of("--non-recursive") : List.of("--file", module + "/pom.xml");
  }

  private List<String> inModule(String... goals) {
    List<String> arguments = new ArrayList<>(scope());
    arguments.addAll(List.of(goals));
    arguments.addAll(NOT_JUDGED);
    if (raised) {
      RELEASE_PROPERTIES.forEach(name -> arguments.add("-D" + name + "=8"));
    }
    return arguments;
  }

  private static String problem(Outcome outcome) {
    return outcome.succeeded() ? "" : "Maven " + outcome.describe();
  }

  private TestRun reports(String problem) {
    return TestReports.read(
        List.of(tree.resolve(module).resolve("target/surefire-reports")), problem);
  }

  private List<Path> classPath(Path root) {
    Path file = root.resolve(module).resolve(CLASS_PATH_FILE);
    if (!Files.isRegularFile(file) || file.toFile().length() > MAX_CLASS_PATH_BYTES) {
      return List.of();
    }
    try {
      return Stream.of(Files.readString(file).strip().split(":", -1))
          .filter(entry -> !entry.isEmpty())
          .map(Path::of)
          .filter(Path::isAbsolute)
          .filter(this::mayBeShown)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The build may write what it likes into that file; only its own folders are shown for it. */
  private boolean mayBeShown(Path entry) {
    Path path = entry.normalize();
    return path.startsWith(tree)
        || maven.repositories().stream().anyMatch(mount -> path.startsWith(mount.source()));
  }

  /** So that no report of a run before, or of the repository itself, counts as this run's. */
  private void clearReports() {
    Path reports = tree.resolve(module).resolve("target/surefire-reports");
    Optional<Path> parent = Optional.ofNullable(reports.getParent());
    if (parent.filter(Files::isSymbolicLink).isPresent() || !Files.isDirectory(reports)) {
      return;
    }
    try {
      TreeRemoval.remove(reports);
    } catch (IOException e) {
      throw new ValidationException(
          "Old test reports in " + reports + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
