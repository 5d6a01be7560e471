package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The project's own Maven build.
 *
 * <p><i>Shape:</i> it is tried offline first; only what it then misses is fetched, by Maven's own
 * resolution and never by running the build with a network.
 */
final class MavenBuild {
  private static final Logger LOG = LoggerFactory.getLogger(MavenBuild.class);
  private static final String DEPENDENCY_PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";
  private static final String CLASS_PATH_FILE = "target/hephaestus.classpath";
  private static final long MAX_CLASS_PATH_BYTES = 1 << 20;
  private static final int MAX_FETCHES = 14;

  /** Where most is there already, what is named as missing is fetched sooner than everything. */
  private static final int NAMED_FETCHES = 3;

  /** What a test run has no use for. */
  private static final String NOT_NEEDED =
      "-DexcludeArtifactIds=maven-site-plugin,maven-deploy-plugin,maven-install-plugin,"
          + "maven-jar-plugin,maven-clean-plugin,maven-release-plugin";

  private static final String IGNORE_FAILURES = "-Dmaven.test.failure.ignore=true";
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
  private final Path tree;
  private final String module;
  private boolean raised;

  MavenBuild(MavenRunner maven, Path tree, String module) {
    this.maven = maven;
    this.tree = tree;
    this.module = module;
  }

  /**
   * What a run of the build gave.
   *
   * @param outcome how Maven ended
   * @param compiled whether it came as far as the tests
   * @param tests the tests' results
   * @param classPath the jars and folders that the module's tests see; empty when not known
   */
  record Result(Outcome outcome, boolean compiled, TestRun tests, List<Path> classPath) {

    /** What Maven says is wrong. */
    String complaint() {
      return MavenOutput.complaint(outcome);
    }
  }

  String name() {
    return maven.name();
  }

  /** Builds and tests the module as it is, after fetching what is missing. */
  Result baseline(Progress progress) {
    clearReports();
    Outcome outcome = build();
    Set<String> asked = new LinkedHashSet<>();
    int named = maven.hasBuiltBefore() ? NAMED_FETCHES : 0;
    for (int i = 0; i < MAX_FETCHES && isMissingSomething(outcome); i++) {
      progress.report("fetching dependencies");
      boolean fetched = i != named && fetchMissing(outcome.output(), asked);
      if (!fetched && i > named) {
        break;
      }
      if (!fetched) {
        named = Math.min(i, named);
        maven.fetch(tree, inModule(DEPENDENCY_PLUGIN + "go-offline", NOT_NEEDED));
      }
      outcome = build();
    }
    return result(outcome);
  }

  /** Runs the module's tests again, the class path being known. */
  Result test() {
    clearReports();
    return result(maven.build(tree, inModule("test", IGNORE_FAILURES)));
  }

  /** Compiles sources and tests of the tree as it stands; the errors, or none. */
  List<String> compile() {
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

  /** A Java release that no compiler of today takes is raised to the lowest that one does. */
  private Outcome build() {
    Outcome outcome = maven.build(tree, testArguments());
    if (!raised && UNSUPPORTED_RELEASE.matcher(outcome.output()).find()) {
      raised = true;
      outcome = maven.build(tree, testArguments());
    }
    return outcome;
  }

  /** Fetches the dependencies and tells the class path without compiling anything. */
  List<Path> classPathOnly(Progress progress) {
    List<String> arguments =
        inModule(
            DEPENDENCY_PLUGIN + "build-classpath",
            "-Dmdep.outputFile=" + CLASS_PATH_FILE,
            "-Dmdep.includeScope=test");
    Outcome outcome = maven.build(tree, arguments);
    if (!outcome.succeeded()) {
      progress.report("fetching dependencies");
      maven.fetch(tree, arguments);
    }
    return classPath();
  }

  private boolean fetchMissing(String output, Set<String> asked) {
    boolean any = false;
    for (String artifact : MissingArtifacts.in(output)) {
      if (asked.add(artifact)) {
        any = true;
        LOG.debug("fetching {}", artifact);
        maven.fetch(
            tree, List.of("--non-recursive", DEPENDENCY_PLUGIN + "get", "-Dartifact=" + artifact));
      }
    }
    return any;
  }

  private static boolean isMissingSomething(Outcome outcome) {
    return outcome.ending() == Outcome.Ending.EXITED
        && outcome.exitCode() != 0
        && MissingArtifacts.anyIn(outcome.output());
  }

  private List<String> testArguments() {
    return inModule(
        "test",
        DEPENDENCY_PLUGIN + "build-classpath",
        "-Dmdep.outputFile=" + CLASS_PATH_FILE,
        "-Dmdep.includeScope=test",
        IGNORE_FAILURES);
  }

  private List<String> inModule(String... goals) {
    List<String> arguments = new ArrayList<>();
    if (!module.isEmpty() && Files.isRegularFile(tree.resolve("pom.xml"))) {
      arguments.addAll(List.of("--projects", module, "--also-make"));
    } else if (!module.isEmpty()) {
      arguments.addAll(List.of("--file", module + "/pom.xml"));
    }
    arguments.addAll(List.of(goals));
    if (raised) {
      RELEASE_PROPERTIES.forEach(name -> arguments.add("-D" + name + "=8"));
    }
    return arguments;
  }

  private Result result(Outcome outcome) {
    Path moduleFolder = tree.resolve(module);
    boolean testsStarted = outcome.output().contains("T E S T S");
    boolean compiled =
        outcome.succeeded() || (testsStarted && !outcome.output().contains("COMPILATION ERROR"));
    String problem =
        outcome.succeeded() || (compiled && testsStarted && outcome.exitCode() == 0)
            ? ""
            : "Maven " + outcome.describe();
    TestRun tests =
        TestReports.read(List.of(moduleFolder.resolve("target/surefire-reports")), problem);
    return new Result(outcome, compiled, tests, classPath());
  }

  private List<Path> classPath() {
    Path file = tree.resolve(module).resolve(CLASS_PATH_FILE);
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
    try (Stream<Path> paths = Files.walk(reports)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new ValidationException(
          "Old test reports in " + reports + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
