package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.build.CompiledProject;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a test that fails with the logged exception at the logged place.
 *
 * <p><i>Shape:</i> the search runs in the sandbox; its best hits are written as tests and run like
 * any test of the project, and the first that fails as it should is the reproduction. A test passes
 * when the call returns, or refuses by a checked exception that its method declares; a fix that
 * throws another unchecked exception in its stead is no fix.
 */
public final class Reproducer {
  private static final Logger LOG = LoggerFactory.getLogger(Reproducer.class);
  private static final Duration TEST_TIME = Duration.ofSeconds(60);
  private static final Duration STARTUP = Duration.ofSeconds(10);
  private static final int MAX_CHECKED_HITS = 8;
  private static final int MAX_TESTS = 3;

  private final RepairTask task;
  private final IncrementalBuild build;
  private final SandboxSession sandbox;
  private final List<Mount> mounts;
  private final Path scratch;
  private final Limits limits;

  /**
   * Reproduces the fault of one task.
   *
   * @param build the project, compiled
   * @param mounts what the project's classes need to see
   * @param scratch a folder of its own
   * @param limits of the search; its time is the time to search
   */
  public Reproducer(
      RepairTask task,
      IncrementalBuild build,
      SandboxSession sandbox,
      List<Mount> mounts,
      Path scratch,
      Limits limits) {
    this.task = task;
    this.build = build;
    this.sandbox = sandbox;
    this.mounts = List.copyOf(mounts);
    this.scratch = scratch;
    this.limits = limits;
  }

  /**
   * What came of the search.
   *
   * @param tests the tests that show the fault, best first, each calling another method
   * @param logged recognizes the logged failure
   * @param note one sentence for people
   */
  public record Result(List<ProvenTest> tests, Optional<LoggedFailure> logged, String note) {

    public Result {
      tests = List.copyOf(tests);
    }

    /** With a test that somebody wrote, which decides before those that were found. */
    public Result with(DraftProof.Outcome.Proven written) {
      List<ProvenTest> all = new ArrayList<>(List.of(written.test()));
      all.addAll(tests);
      return new Result(
          all,
          Optional.of(written.logged()),
          written.test().reproduction().testName() + " fails as it was logged");
    }
  }

  /**
   * A test that failed as it was logged.
   *
   * @param reproduction the test
   * @param testClass the test's class
   * @param classes where the compiled test is
   */
  public record ProvenTest(Reproduction reproduction, String testClass, Path classes) {}

  /** Searches, and proves what it found by running it. */
  public Result reproduce(Progress progress) {
    Optional<FaultTarget> found = FaultTarget.of(task);
    if (found.isEmpty()) {
      return none("no call of the stack trace is in the repository's sources");
    }
    if (!build.canTest()) {
      return none("JUnit could not be fetched, so no test can be run");
    }
    FaultTarget target = found.get();
    if (target.isDeliberate(task)) {
      return none(
          "the code throws "
              + target.thrown().simpleName()
              + " on purpose there, and a call that makes it do so would prove nothing");
    }
    progress.report("searching for a call that throws " + target.thrown().simpleName());
    try {
      List<Hit> hits = search(target);
      return hits.isEmpty()
          ? none(
              "no call was found that throws "
                  + target.thrown().simpleName()
                  + " in "
                  + target.fault().method().symbol())
          : prove(target, hits);
    } catch (IOException e) {
      throw new ValidationException("The search cannot write below " + scratch + ": " + e, e);
    }
  }

  private Result none(String note) {
    return new Result(List.of(), Optional.empty(), note);
  }

  private List<Hit> search(FaultTarget target) throws IOException {
    Path program = Files.createDirectories(scratch.resolve("program"));
    Path output = Files.createDirectories(scratch.resolve("hits"));
    HarnessClasses.copyTo(program);
    Path request = scratch.resolve("request.properties");
    write(target, request);
    sandbox.handOver(output);
    Path home = Path.of(System.getProperty("java.home"));
    CompiledProject project = build.project();
    List<Path> classPath = new ArrayList<>(List.of(program));
    classPath.addAll(project.testClassPath());
    List<Mount> all = new ArrayList<>(mounts);
    all.add(Mount.readOnly(home));
    all.add(Mount.readOnly(program));
    all.add(Mount.readOnly(request));
    all.add(Mount.writable(output));
    List<String> line =
        List.of(
            home.resolve("bin/java").toString(),
            "-Xmx" + ((limits.memoryBytes() / 3) >> 20) + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Duser.language=en",
            "-classpath",
            classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
            "dev.hephaestus.server.validation.reproduction.harness.ReproductionSearch",
            request.toString(),
            output.toString());
    Outcome outcome =
        sandbox.run(
            new Command(
                line,
                Path.of("/tmp"),
                Map.of(),
                all,
                false,
                limits.within(limits.time().plus(STARTUP))));
    List<Hit> hits = Hit.read(output);
    LOG.debug("search {}: {} hits; {}", outcome.describe(), hits.size(), outcome.output());
    return hits;
  }

  private void write(FaultTarget target, Path request) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("exception", target.thrown().className());
    String message = target.thrown().message();
    properties.setProperty("message", message == null ? "" : message);
    properties.setProperty("line", Integer.toString(target.line()));
    properties.setProperty("budgetMs", Long.toString(limits.time().toMillis()));
    list(properties, "frame", target.frames());
    list(
        properties,
        "entry",
        target.entries().stream()
            .map(
                method ->
                    method.typeName()
                        + "#"
                        + method.name()
                        + "#"
                        + method.parameters().stream()
                            .map(
                                p ->
                                    p.type()
                                        .replaceAll("<.*>", "")
                                        .replaceAll("\\bfinal\\s+|@\\w+\\s+", ""))
                            .collect(Collectors.joining(",")))
            .toList());
    RecordHints hints = RecordHints.of(task.record(), sourcesNearby(target));
    list(properties, "string", hints.strings());
    list(properties, "literal", hints.literals());
    list(properties, "number", hints.numbers());
    list(
        properties, "classes", build.project().mainClasses().stream().map(Path::toString).toList());
    try (Writer out = Files.newBufferedWriter(request)) {
      properties.store(out, null);
    }
  }

  private List<String> sourcesNearby(FaultTarget target) {
    Snapshot snapshot = task.snapshot();
    String path = target.fault().method().path();
    String method =
        snapshot
            .text(path)
            .lines()
            .skip(target.fault().method().lines().first() - 1L)
            .limit(target.fault().method().lines().length())
            .collect(Collectors.joining("\n"));
    return Stream.concat(
            Stream.of(method),
            build.nearestTests(List.of(path)).stream()
                .limit(2)
                .flatMap(
                    test ->
                        snapshot.files().stream()
                            .filter(file -> file.path().endsWith(test.replace('.', '/') + ".java"))
                            .limit(1)
                            .map(file -> snapshot.text(file.path()))))
        .toList();
  }

  private static void list(Properties properties, String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      properties.setProperty(key + "." + i, values.get(i));
    }
  }

  private Result prove(FaultTarget target, List<Hit> hits) throws IOException {
    TestSource tests =
        new TestSource(
            JUnitStyle.of(task.snapshot()),
            target.thrown().simpleName(),
            target.fault().method().symbol());
    LoggedFailure logged = new LoggedFailure(target, build.project()::hasMainClass);
    List<ProvenTest> proven = new ArrayList<>();
    Set<String> called = new HashSet<>();
    int number = 0;
    for (Hit hit : hits) {
      // One test a method: further out it is more like what happened, further in it needs less.
      if (number < MAX_CHECKED_HITS && proven.size() < MAX_TESTS && !called.contains(entry(hit))) {
        Path classes = Files.createDirectories(scratch.resolve("proof-" + ++number));
        Optional<ProvenTest> test = prove(hit, tests, classes, logged);
        test.ifPresent(proven::add);
        test.ifPresent(some -> called.add(entry(hit)));
      }
    }
    String exception = target.thrown().simpleName();
    return proven.isEmpty()
        ? none("calls that threw " + exception + " did not do so again as a test")
        : new Result(
            proven,
            Optional.of(logged),
            proven.get(0).reproduction().call() + " throws " + exception + " as it was logged");
  }

  private static String entry(Hit hit) {
    return hit.className() + "#" + hit.method();
  }

  private Optional<ProvenTest> prove(
      Hit hit, TestSource tests, Path classes, LoggedFailure logged) {
    String path =
        new TestPlace(task.snapshot(), build.project().layout())
            .free(hit.packageName(), hit.className());
    String simpleName = path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    String className =
        hit.packageName().isEmpty() ? simpleName : hit.packageName() + "." + simpleName;
    String source = tests.write(hit, simpleName);
    List<String> faults = build.compileTest(className, source, classes);
    if (!faults.isEmpty()) {
      LOG.debug("{} does not compile: {}", hit.human(), faults);
      return Optional.empty();
    }
    TestRun run = build.testBaseline(List.of(classes), List.of(className), TEST_TIME);
    if (!logged.isIn(run)) {
      LOG.debug("{} did not fail as logged: {}", hit.human(), run);
      return Optional.empty();
    }
    String name = simpleName + "." + tests.methodName(hit);
    return Optional.of(
        new ProvenTest(new Reproduction(path, source, name, hit.human()), className, classes));
  }
}
