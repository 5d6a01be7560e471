package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.reproduction.ReplayBatch.Found;
import dev.hephaestus.server.validation.reproduction.Reproducer.ProvenTest;
import dev.hephaestus.server.validation.reproduction.fixture.EntryCall;
import dev.hephaestus.server.validation.reproduction.fixture.Pool;
import dev.hephaestus.server.validation.reproduction.fixture.ReplayedTest;
import dev.hephaestus.server.validation.reproduction.fixture.Scenario;
import dev.hephaestus.server.validation.reproduction.fixture.Scenarios;
import dev.hephaestus.server.validation.reproduction.fixture.TestClass;
import dev.hephaestus.server.validation.reproduction.fixture.Variation;
import dev.hephaestus.server.validation.reproduction.fixture.Variations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays the project's own tests up to the logged call, varied by what the record says and by what
 * other tests pass, until one fails as it was logged.
 *
 * <p><i>Shape:</i> one change at a time first, then two. A test that was found so is the copy of
 * the project's test class with nothing in it but what the failing call needs.
 */
final class Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final Duration TEST_TIME = Duration.ofSeconds(60);
  private static final int MAX_CLASSES = 24;
  private static final int MAX_SCENARIOS = 48;
  private static final int FIRST_BATCH = 250;
  private static final int BATCH = 500;
  private static final int MAX_BATCHES = 6;
  private static final int PAIRED = 16;
  private static final int MAX_PROOFS = 5;

  private static final Comparator<Found> BEST_FIRST =
      Comparator.comparingInt(Found::frames)
          .reversed()
          .thenComparing(found -> !found.message())
          .thenComparingInt(found -> found.variation().cost())
          .thenComparingInt(found -> found.variation().body().length());

  private final RepairTask task;
  private final IncrementalBuild build;
  private final SearchProgram program;
  private final Path scratch;

  Replay(RepairTask task, IncrementalBuild build, SearchProgram program, Path scratch) {
    this.task = task;
    this.build = build;
    this.program = program;
    this.scratch = scratch;
  }

  /**
   * A test that was proven.
   *
   * @param frames how many of the logged calls it goes through
   */
  record Proven(ProvenTest test, int frames) {}

  /**
   * Searches until the time is over.
   *
   * @param entries the methods to call, outermost first
   * @param strict whether inputs must be the project's own or the record's, and the failure the
   *     logged one in every call and in its message
   */
  Optional<Proven> search(
      FaultTarget target, List<MethodDeclaration> entries, boolean strict, Duration time)
      throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    List<TestClass> classes = classes(entries);
    Pool pool = new Pool(classes);
    List<Scenario> scenarios = scenarios(classes, pool, entries);
    RecordHints hints = RecordHints.of(task.record(), List.of());
    Variations variations = new Variations(pool, hints.strings(), hints.numbers(), !strict);
    List<Variation> singles = spread(scenarios.stream().map(variations::of).toList());
    LOG.debug(
        "replay: {} classes, {} scenarios, {} variations",
        classes.size(),
        scenarios.size(),
        singles.size());
    List<Found> found = new ArrayList<>();
    List<Variation> open = new ArrayList<>(singles);
    boolean paired = false;
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      if (open.isEmpty() && !paired) {
        paired = true;
        open.addAll(spread(scenarios.stream().limit(PAIRED).map(variations::pairs).toList()));
      }
      long leftNs = deadline - System.nanoTime();
      if (open.isEmpty() || leftNs <= 0) {
        break;
      }
      List<Variation> now =
          List.copyOf(open.subList(0, Math.min(batch == 0 ? FIRST_BATCH : BATCH, open.size())));
      open.subList(0, now.size()).clear();
      Path folder = Files.createDirectories(scratch.resolve("replay-" + batch));
      List<Found> hits =
          new ReplayBatch(build, program, target, folder, now).run(Duration.ofNanos(leftNs));
      hits.stream().filter(hit -> !strict || isWhole(hit, target)).forEach(found::add);
      LOG.debug("replay batch {}: {} of {} fail as logged", batch, hits.size(), now.size());
      if (found.stream().anyMatch(hit -> hit.frames() == target.frames().size())) {
        break;
      }
    }
    found.sort(BEST_FIRST);
    return prove(found, target);
  }

  private static boolean isWhole(Found hit, FaultTarget target) {
    return hit.message() && hit.frames() == target.frames().size();
  }

  /** The likeliest of each scenario first, so that none has to wait for all of another. */
  private static List<Variation> spread(List<List<Variation>> lists) {
    List<Variation> all = new ArrayList<>();
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    for (int rank = 0; rank < longest; rank++) {
      for (List<Variation> list : lists) {
        if (rank < list.size()) {
          all.add(list.get(rank));
        }
      }
    }
    return all;
  }

  private List<TestClass> classes(List<MethodDeclaration> entries) {
    Collection<String> paths =
        entries.stream().map(MethodDeclaration::path).distinct().limit(3).toList();
    return build.nearestTests(paths).stream()
        .flatMap(
            name ->
                task.snapshot().files().stream()
                    .filter(SourceFile::test)
                    .map(SourceFile::path)
                    .filter(path -> path.endsWith("/" + name.replace('.', '/') + ".java"))
                    .limit(1))
        .map(path -> TestClass.read(path, task.snapshot().text(path)))
        .flatMap(Optional::stream)
        .limit(MAX_CLASSES)
        .toList();
  }

  private static List<Scenario> scenarios(
      List<TestClass> classes, Pool pool, List<MethodDeclaration> entries) {
    List<EntryCall> calls =
        entries.stream()
            .map(
                method ->
                    new EntryCall(
                        method.typeName().replaceFirst(".*[.$]", ""),
                        method.name(),
                        method.parameters().stream()
                            .map(MethodDeclaration.Parameter::type)
                            .toList(),
                        method.modifiers().contains("static")))
            .toList();
    Scenarios finder = new Scenarios(pool);
    return classes.stream()
        .flatMap(fixture -> finder.of(fixture, calls).stream())
        .sorted(Comparator.comparing(Scenario::added).thenComparingInt(Scenario::outwards))
        .limit(MAX_SCENARIOS)
        .toList();
  }

  private Optional<Proven> prove(List<Found> found, FaultTarget target) throws IOException {
    LoggedFailure logged = new LoggedFailure(target, build.project()::hasMainClass);
    int number = 0;
    for (Found hit : found.stream().limit(MAX_PROOFS).toList()) {
      ReplayedTest test =
          new ReplayedTest(
              hit.variation(), target.thrown().simpleName(), target.fault().method().symbol());
      List<String> sliced = test.statements(hit.line());
      for (List<String> statements : List.of(sliced, List.of(hit.variation().body()))) {
        Path classes = Files.createDirectories(scratch.resolve("replay-proof-" + ++number));
        Optional<ProvenTest> proven = prove(hit, test, statements, classes, logged);
        if (proven.isPresent()) {
          return Optional.of(new Proven(proven.get(), hit.frames()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ProvenTest> prove(
      Found hit, ReplayedTest test, List<String> statements, Path classes, LoggedFailure logged) {
    TestClass fixture = hit.variation().scenario().fixture();
    String entry = hit.variation().scenario().entry();
    String path =
        new TestPlace(task.snapshot(), build.project().layout())
            .free(fixture.packageName(), entry.substring(0, entry.lastIndexOf('.')));
    String simple = path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    String source = test.source(simple, statements);
    String className = TestPlace.className(path, source);
    List<String> faults = build.compileTest(className, source, classes);
    if (!faults.isEmpty()) {
      LOG.debug("{} does not compile: {}\n{}", className, faults, source);
      return Optional.empty();
    }
    TestRun run = build.testBaseline(List.of(classes), List.of(className), TEST_TIME);
    if (!logged.isIn(run) || run.failures().size() != 1) {
      LOG.debug("{} did not fail as logged: {}\n{}", className, run, source);
      return Optional.empty();
    }
    Reproduction reproduction =
        new Reproduction(
            path,
            source,
            simple + "." + test.methodName(),
            ReplayedTest.human(statements),
            Reproduction.Inputs.FIXTURES);
    return Optional.of(new ProvenTest(reproduction, className, classes));
  }
}
