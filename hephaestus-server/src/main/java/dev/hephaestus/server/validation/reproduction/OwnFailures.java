package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.reproduction.Reproducer.ProvenTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for the fault among the project's own tests that fail on the code as it is. Such a test
 * says more than any that is made up: its authors say what ought to happen.
 */
final class OwnFailures {
  private static final int MAX_CLASSES = 6;
  private static final Duration TEST_TIME = Duration.ofSeconds(30);

  private final RepairTask task;
  private final IncrementalBuild build;
  private final List<String> failing;

  /**
   * The failing tests of one build.
   *
   * @param failing their names, {@code package.Class.method}
   */
  OwnFailures(RepairTask task, IncrementalBuild build, List<String> failing) {
    this.task = task;
    this.build = build;
    this.failing = List.copyOf(failing);
  }

  /** The test classes in which a test fails as it was logged, the nearest to the fault first. */
  List<ProvenTest> find(FaultTarget target, LoggedFailure logged) {
    Set<String> classes = new TreeSet<>();
    failing.forEach(test -> classes.add(test.substring(0, Math.max(0, test.lastIndexOf('.')))));
    List<String> nearest =
        build.testsByDistance(List.of(target.fault().method().path())).stream()
            .flatMap(List::stream)
            .filter(classes::contains)
            .limit(MAX_CLASSES)
            .toList();
    if (nearest.isEmpty()) {
      return List.of();
    }
    TestRun run = build.testBaseline(List.of(), nearest, TEST_TIME);
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    nearest.forEach(name -> shown.put(name, new TreeSet<>()));
    run.failures()
        .forEach(
            (test, failure) -> {
              Set<String> own = shown.get(test.substring(0, Math.max(0, test.lastIndexOf('.'))));
              if (own != null && failing.contains(test) && logged.isAsLogged(failure)) {
                own.add(test);
              }
            });
    List<ProvenTest> proven = new ArrayList<>();
    shown.forEach((name, tests) -> proven(name, tests).ifPresent(proven::add));
    return proven;
  }

  private Optional<ProvenTest> proven(String className, Set<String> tests) {
    String file = "/" + className.replaceFirst("[$].*", "").replace('.', '/') + ".java";
    return tests.isEmpty()
        ? Optional.empty()
        : task.snapshot().files().stream()
            .filter(SourceFile::test)
            .map(SourceFile::path)
            .filter(path -> ("/" + path).endsWith(file))
            .findFirst()
            .map(
                path -> {
                  String first = tests.iterator().next();
                  int simple = className.lastIndexOf('.') + 1;
                  String name = first.substring(simple);
                  Reproduction reproduction =
                      new Reproduction(
                          path,
                          task.snapshot().text(path),
                          name,
                          "the project's own test " + name,
                          Inputs.FIXTURES);
                  return new ProvenTest(reproduction, className, Optional.empty(), tests);
                });
  }
}
