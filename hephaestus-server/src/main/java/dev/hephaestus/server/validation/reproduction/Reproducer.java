package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
  private static final int MAX_CHECKED_HITS = 8;
  private static final int MAX_TESTS = 3;

  private final RepairTask task;
  private final IncrementalBuild build;
  private final List<String> failing;
  private final SearchProgram program;
  private final Path scratch;
  private final Limits limits;

  /**
   * Reproduces the fault of one task.
   *
   * @param build the project, compiled
   * @param failing the project's tests that fail as it is, {@code package.Class.method}
   * @param mounts what the project's classes need to see
   * @param scratch a folder of its own
   * @param limits of the search; its time is the time to search
   */
  public Reproducer(
      RepairTask task,
      IncrementalBuild build,
      List<String> failing,
      SandboxSession sandbox,
      List<Mount> mounts,
      Path scratch,
      Limits limits) {
    this.task = task;
    this.build = build;
    this.failing = List.copyOf(failing);
    this.program = new SearchProgram(build, sandbox, mounts, scratch, limits);
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

    /** With other word of where the values of the tests come from. */
    Result with(Inputs inputs) {
      return new Result(tests.stream().map(test -> test.with(inputs)).toList(), logged, note);
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
   * @param compiled where the compiled class is; empty where it is among the project's own
   * @param tests the tests of the class that show the fault, {@code package.Class.method}; none
   *     where all do
   */
  public record ProvenTest(
      Reproduction reproduction, String testClass, Optional<Path> compiled, Set<String> tests) {

    public ProvenTest {
      tests = Set.copyOf(tests);
    }

    /** One whose class has been written for it. */
    ProvenTest(Reproduction reproduction, String testClass, Path compiled) {
      this(reproduction, testClass, Optional.of(compiled), Set.of());
    }

    ProvenTest with(Inputs inputs) {
      return new ProvenTest(reproduction.with(inputs), testClass, compiled, tests);
    }

    /** What comes before the project's classes to run it. */
    public List<Path> classes() {
      return compiled.stream().toList();
    }

    /** What of a run concerns it. */
    public TestRun in(TestRun run) {
      if (tests.isEmpty()) {
        return run;
      }
      Set<String> ran = new HashSet<>(run.ran());
      ran.retainAll(tests);
      Map<String, TestRun.Failure> failures = new HashMap<>(run.failures());
      failures.keySet().retainAll(tests);
      return new TestRun(ran, failures, run.problem(), run.classes());
    }
  }

  /** The calls near the logged one, to compare candidates by; none where nothing can be called. */
  public Optional<Neighbours> neighbours() {
    return FaultTarget.of(task)
        .filter(target -> build.canTest())
        .map(target -> new Neighbours(build, program, request(target)));
  }

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
    String exception = target.thrown().simpleName();
    List<ProvenTest> own =
        new OwnFailures(task, build, failing)
            .find(target, new LoggedFailure(target, build.project()::hasMainClass));
    if (!own.isEmpty()) {
      return found(own, new LoggedFailure(target, build.project()::hasMainClass), target);
    }
    progress.report("searching for a call that throws " + exception);
    try {
      Result result = target.isDeliberate(task) ? refused(target) : thrown(target);
      result.tests().forEach(test -> LOG.debug("reproduced: {}", test.reproduction()));
      return result;
    } catch (IOException e) {
      throw new ValidationException("The search cannot write below " + scratch + ": " + e, e);
    }
  }

  private Result thrown(FaultTarget target) throws IOException {
    Result captured = prove(target, new CapturedCalls(task.snapshot()).of(target));
    if (!captured.tests().isEmpty()) {
      return captured.with(Inputs.CAPTURED);
    }
    Optional<Replay.Proven> replayed =
        replay().search(target, target.inwards(), false, limits.time());
    LoggedFailure logged = new LoggedFailure(target, build.project()::hasMainClass);
    if (replayed.filter(test -> test.frames() == target.frames().size()).isPresent()) {
      return found(List.of(replayed.get().test()), logged, target);
    }
    List<Hit> hits = search(target, limits.time());
    Result searched =
        hits.isEmpty()
            ? none(
                "no call was found that throws "
                    + target.thrown().simpleName()
                    + " in "
                    + target.fault().method().symbol())
            : prove(target, hits);
    if (replayed.isEmpty()) {
      return searched;
    }
    List<ProvenTest> all = new ArrayList<>(searched.tests());
    boolean nearer = all.isEmpty() || hits.get(0).frames() <= replayed.get().frames();
    all.add(nearer ? 0 : all.size(), replayed.get().test());
    return found(all, logged, target);
  }

  /** Where the code throws on purpose, only what the project itself passes shows a fault. */
  private Result refused(FaultTarget target) throws IOException {
    String exception = target.thrown().simpleName();
    Optional<MethodDeclaration> outer = new Refusals(task, target).brokenPromise();
    if (outer.isEmpty()) {
      return none(
          "the code throws "
              + exception
              + " on purpose there, as "
              + target.outermost().symbol()
              + " says it may, and a call that makes it do so would prove nothing");
    }
    List<Hit> seen =
        new CapturedCalls(task.snapshot())
            .of(target).stream().filter(hit -> hit.frames() == target.frames().size()).toList();
    Result captured = prove(target, seen);
    if (!captured.tests().isEmpty()) {
      return captured.with(Inputs.CAPTURED);
    }
    Optional<Replay.Proven> replayed =
        replay().search(target, List.of(outer.get()), true, limits.time());
    return replayed.isPresent()
        ? found(
            List.of(replayed.get().test()),
            new LoggedFailure(target, build.project()::hasMainClass),
            target)
        : none(
            "the code throws "
                + exception
                + " on purpose there, and nothing that the project's tests or the record pass to "
                + outer.get().symbol()
                + " makes it do so");
  }

  private Replay replay() {
    return new Replay(task, build, program, scratch);
  }

  private static Result found(List<ProvenTest> tests, LoggedFailure logged, FaultTarget target) {
    return new Result(
        tests,
        Optional.of(logged),
        tests.get(0).reproduction().call()
            + " throws "
            + target.thrown().simpleName()
            + " as it was logged");
  }

  private Result none(String note) {
    return new Result(List.of(), Optional.empty(), note);
  }

  private List<Hit> search(FaultTarget target, Duration time) throws IOException {
    Path output = program.run("ReproductionSearch", request(target), List.of(), time);
    List<Hit> hits = Hit.read(output);
    LOG.debug("search: {} hits", hits.size());
    return hits;
  }

  private Properties request(FaultTarget target) {
    Properties properties = target.request(build.project());
    SearchProgram.list(
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
    SearchProgram.list(properties, "string", hints.strings());
    SearchProgram.list(properties, "literal", hints.literals());
    SearchProgram.list(properties, "number", hints.numbers());
    SearchProgram.list(properties, "type", hints.types());
    return properties;
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
        : found(proven, logged, target);
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
    String source = NeighbourStyle.of(task.snapshot(), path).apply(tests.write(hit, simpleName));
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
        new ProvenTest(
            new Reproduction(path, source, name, hit.human(), Inputs.MADE_UP), className, classes));
  }
}
