package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Outcome;
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
 * The project's own Gradle build, with a Gradle that is installed: never by the project's wrapper,
 * which would fetch a program of the project's choice.
 *
 * <p><i>Shape:</i> always offline. A Gradle build script is a program, so that there is no way to
 * resolve with the network without running it; what the user's Gradle cache does not hold is
 * missing. An init script of ours tells the class path and lets tests fail.
 *
 * <p><i>Source:</i> the Gradle user manual on init scripts, test filtering and the command line.
 */
final class GradleBuild implements ProjectBuild {
  static final String CLASS_PATH_TASK = "hephaestusClassPath";
  private static final String CLASS_PATH_FILE = "build/hephaestus.classpath";
  private static final long MAX_CLASS_PATH_BYTES = 1 << 20;

  /** Kotlin and Groovy projects have the {@code java} plugin's source sets, too. */
  static final String INIT_SCRIPT =
      """
      allprojects {
        tasks.withType(Test).configureEach { ignoreFailures = true }
        plugins.withId('java') {
          tasks.register('%s') {
            doLast {
              def path = sourceSets.test.runtimeClasspath.files
                .findAll { !sourceSets.test.output.classesDirs.files.contains(it) }
                .findAll { !sourceSets.main.output.classesDirs.files.contains(it) }
              def file = file('%s')
              file.parentFile.mkdirs()
              file.text = path.join(File.pathSeparator)
            }
          }
        }
      }
      """
          .formatted(CLASS_PATH_TASK, CLASS_PATH_FILE);

  private static final Pattern COMPILER_ERROR = Pattern.compile("^\\S+\\.java:\\d+: error: .*");

  private final Runner gradle;
  private final Path tree;
  private final String module;
  private final Path initScript;
  private final Duration testTime;

  /** Runs an installed Gradle in the sandbox, without network. */
  interface Runner {
    String name();

    /** The folder below which the libraries are that it tells of. */
    Path cache();

    Outcome run(List<String> arguments, Duration time);
  }

  /**
   * The build of one module.
   *
   * @param folder an existing folder for the init script, shown to the sandbox
   */
  GradleBuild(Runner gradle, Path tree, String module, Path folder, Duration testTime) {
    this.gradle = gradle;
    this.tree = tree;
    this.module = module;
    this.testTime = testTime;
    this.initScript = folder.resolve("hephaestus.init.gradle");
    try {
      Files.writeString(initScript, INIT_SCRIPT);
    } catch (IOException e) {
      throw new ValidationException("Cannot write " + initScript + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return gradle.name();
  }

  @Override
  public Path mainClasses() {
    return tree.resolve(module).resolve("build/classes/java/main");
  }

  @Override
  public Path testClasses() {
    return tree.resolve(module).resolve("build/classes/java/test");
  }

  @Override
  public Result baseline(Progress progress) {
    Outcome compiled = gradle.run(line(task("testClasses"), task(CLASS_PATH_TASK)), testTime);
    if (!compiled.succeeded()) {
      return Result.failed(complaint(compiled), List.of(), PassingFault.in(compiled));
    }
    progress.report("running the tests with " + name());
    Outcome tested = runTests(List.of());
    TestRun tests = reports(tested);
    return tests.complete()
        ? new Result("", Optional.of(tests), "", classPath(), false)
        : new Result("", Optional.empty(), complaint(tested), classPath(), PassingFault.in(tested));
  }

  @Override
  public TestRun test(Collection<String> classes) {
    return reports(runTests(classes));
  }

  @Override
  public List<String> compile() {
    Outcome outcome = gradle.run(line(task("testClasses")), testTime);
    if (outcome.succeeded()) {
      return List.of();
    }
    List<String> errors =
        outcome
            .output()
            .lines()
            .filter(line -> COMPILER_ERROR.matcher(line).matches())
            .map(line -> line.replace(tree + "/", ""))
            .distinct()
            .toList();
    return errors.isEmpty() ? List.of(complaint(outcome)) : errors;
  }

  @Override
  public List<Path> classPathOnly(Progress progress) {
    gradle.run(line(task(CLASS_PATH_TASK)), testTime);
    return classPath();
  }

  private Outcome runTests(Collection<String> classes) {
    // A task that is up to date would leave the reports of another run as they are.
    List<String> line = new ArrayList<>(line(task("cleanTest"), task("test")));
    for (String name : classes) {
      line.addAll(List.of("--tests", name));
    }
    return gradle.run(line, testTime);
  }

  private List<String> line(String... tasks) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--offline",
                "--no-daemon",
                "--console=plain",
                "--quiet",
                "--init-script",
                initScript.toString()));
    line.addAll(List.of(tasks));
    return line;
  }

  private String task(String name) {
    return module.isEmpty() ? ":" + name : ":" + module.replace('/', ':') + ":" + name;
  }

  private TestRun reports(Outcome outcome) {
    return TestReports.read(
        List.of(tree.resolve(module).resolve("build/test-results/test")),
        outcome.succeeded() ? "" : "Gradle " + outcome.describe());
  }

  /** What stands under Gradle's own heading, else how it ended. */
  static String complaint(Outcome outcome) {
    List<String> lines = outcome.output().lines().toList();
    int heading = lines.indexOf("* What went wrong:");
    return heading < 0 || heading + 1 >= lines.size()
        ? outcome.describe()
        : lines.get(heading + 1).strip();
  }

  private boolean mayBeShown(Path entry) {
    return entry.startsWith(tree) || entry.startsWith(gradle.cache());
  }

  /** The build may write what it likes into that file; only its own folders are shown for it. */
  private List<Path> classPath() {
    Path file = tree.resolve(module).resolve(CLASS_PATH_FILE);
    if (!Files.isRegularFile(file) || file.toFile().length() > MAX_CLASS_PATH_BYTES) {
      return List.of();
    }
    try {
      return Stream.of(Files.readString(file).strip().split(":", -1))
          .filter(entry -> !entry.isEmpty())
          .map(Path::of)
          .filter(entry -> entry.isAbsolute() && mayBeShown(entry.normalize()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
