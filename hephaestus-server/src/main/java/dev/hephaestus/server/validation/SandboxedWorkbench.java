package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.build.PreparedBuild;
import dev.hephaestus.server.validation.build.TestRun;
import dev.hephaestus.server.validation.build.WorkTree;
import dev.hephaestus.server.validation.gate.Gates;
import dev.hephaestus.server.validation.gate.Syntax;
import dev.hephaestus.server.validation.reproduction.DraftProof;
import dev.hephaestus.server.validation.reproduction.Neighbourhood;
import dev.hephaestus.server.validation.reproduction.Neighbours;
import dev.hephaestus.server.validation.reproduction.Reproducer;
import dev.hephaestus.server.validation.reproduction.Reproducer.ProvenTest;
import dev.hephaestus.server.validation.reproduction.Rerun;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks in their order, on one work tree. */
final class SandboxedWorkbench implements Workbench {
  private static final int MAX_DIAGNOSTICS = 5;

  private final RepairTask task;
  private final WorkTree tree;
  private final PreparedBuild build;
  private Optional<Reproducer.Result> search;
  private final Optional<Neighbours> neighbours;
  private final ValidationSettings settings;
  private final SandboxSession session;
  private final Path folder;
  private final Progress progress;
  private final Gates gates = new Gates();
  private int drafts;

  SandboxedWorkbench(
      RepairTask task,
      WorkTree tree,
      PreparedBuild build,
      Optional<Reproducer.Result> search,
      Optional<Neighbours> neighbours,
      ValidationSettings settings,
      SandboxSession session,
      Path folder,
      Progress progress) {
    this.task = task;
    this.tree = tree;
    this.build = build;
    this.search = search;
    this.neighbours = neighbours;
    this.settings = settings;
    this.session = session;
    this.folder = folder;
    this.progress = progress;
  }

  @Override
  public Baseline baseline() {
    return build.baseline();
  }

  @Override
  public Optional<Reproduction> reproduction() {
    return search
        .flatMap(result -> result.tests().stream().findFirst())
        .map(ProvenTest::reproduction);
  }

  @Override
  public Trial tries(Reproduction test) {
    return build
        .incremental()
        .map(
            incremental ->
                new Rerun(task, incremental, Folders.make(folder.resolve("rerun"))).of(test))
        .orElseGet(() -> new Trial(Trial.Result.DID_NOT_RUN, "the code does not compile"));
  }

  @Override
  public Adoption adopt(Draft.Test draft) {
    progress.report("proving a written test");
    return build
        .incremental()
        .map(incremental -> new DraftProof(task, incremental, draftFolder()).of(draft))
        .map(outcome -> adopt(draft, outcome))
        .orElseGet(
            () ->
                new Adoption.Refused(
                    new Feedback(
                        "No test can be run: " + build.baseline().note() + ".", List.of())));
  }

  private Path draftFolder() {
    return Folders.make(folder.resolve("draft-" + ++drafts));
  }

  private Adoption adopt(Draft.Test draft, DraftProof.Outcome outcome) {
    return switch (outcome) {
      case DraftProof.Outcome.Refuted refuted -> new Adoption.Refused(refuted.feedback());
      case DraftProof.Outcome.Proven proven -> {
        Optional<String> refused = gates.refuse(task, draft);
        if (refused.isPresent()) {
          yield new Adoption.Refused(new Feedback(refused.get(), List.of()));
        }
        Reproducer.Result before =
            search.orElseGet(() -> new Reproducer.Result(List.of(), Optional.empty(), ""));
        search = Optional.of(before.with(proven));
        yield new Adoption.Adopted(proven.test().reproduction());
      }
    };
  }

  @Override
  public Verdict judge(Proposal.Candidate candidate) {
    Patch patch = candidate.patch();
    Optional<Verdict> early = parses(patch).or(() -> passesGates(patch));
    if (early.isPresent()) {
      return early.get();
    }
    tree.apply(patch.changes());
    try {
      return build.fast().map(fast -> run(fast, patch)).orElseGet(() -> unverified());
    } finally {
      tree.restore();
    }
  }

  private Optional<Verdict> parses(Patch patch) {
    for (FileChange change : patch.changes()) {
      String before = change.before();
      boolean known = task.snapshot().file(change.path()).isPresent();
      boolean fits =
          before == null ? !known : known && before.equals(task.snapshot().text(change.path()));
      if (!fits) {
        return rejected(
            Verdict.Check.PARSES,
            "the patch is not against this state of " + change.path(),
            List.of());
      }
      if (change.path().endsWith(".java")) {
        List<String> faults = Syntax.faults(change.after());
        if (!faults.isEmpty() && (before == null || Syntax.faults(before).isEmpty())) {
          return rejected(Verdict.Check.PARSES, change.path() + " is no longer valid Java", faults);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict> passesGates(Patch patch) {
    return gates.refuse(task, patch).flatMap(why -> rejected(Verdict.Check.GATE, why, List.of()));
  }

  private Verdict unverified() {
    return new Verdict.Accepted(
        VerdictLevel.UNVERIFIED,
        List.of("It parses; nothing could be compiled: " + build.baseline().note()),
        Optional.empty());
  }

  private Verdict run(PreparedBuild.Fast fast, Patch patch) {
    IncrementalBuild incremental = fast.incremental();
    List<String> evidence = new ArrayList<>();
    progress.report("compiling");
    long started = System.nanoTime();
    List<String> faults = incremental.compile(patch.changes());
    if (!faults.isEmpty()) {
      return rejected(Verdict.Check.COMPILES, "it does not compile", faults).orElseThrow();
    }
    evidence.add("It compiles (" + (System.nanoTime() - started) / 1_000_000 + " ms).");
    Optional<ReproductionCheck.Result> reproduced =
        search.map(result -> new ReproductionCheck(result, incremental, settings).check(progress));
    if (reproduced.flatMap(ReproductionCheck.Result::refusal).isPresent()) {
      return reproduced.flatMap(ReproductionCheck.Result::refusal).get();
    }
    reproduced.map(ReproductionCheck.Result::evidence).ifPresent(evidence::add);
    RegressionCheck.Result regression =
        new RegressionCheck(build, fast, settings.suiteTime(), progress).check(patch);
    if (regression.refuses()) {
      return rejected(Verdict.Check.REGRESSION, regression.reason(), regression.broken())
          .orElseThrow();
    }
    Optional<Reproduction> passed = reproduced.flatMap(ReproductionCheck.Result::passed);
    return passed
        .flatMap(test -> failsAfresh(incremental, test))
        .orElseGet(() -> accepted(evidence, regression, passed));
  }

  /** What other candidates left in the warm Java must not make a test pass. */
  private Optional<Verdict> failsAfresh(IncrementalBuild incremental, Reproduction passed) {
    return search.stream()
        .flatMap(result -> result.tests().stream())
        .filter(test -> test.reproduction().equals(passed))
        .findFirst()
        .map(
            test ->
                test.in(
                    incremental.testCandidateAfresh(
                        test.classes(), List.of(test.testClass()), settings.suiteTime())))
        .filter(run -> run.ran().isEmpty() || !run.failures().isEmpty() || !run.complete())
        .flatMap(
            run ->
                rejected(
                    Verdict.Check.REPRODUCTION,
                    "the call that was logged fails in a Java of its own: " + passed.call(),
                    run.failures().values().stream().map(TestRun.Failure::headline).toList()));
  }

  private Verdict accepted(
      List<String> evidence,
      RegressionCheck.Result regression,
      Optional<Reproduction> reproduction) {
    int testsRan = regression.ran();
    evidence.add(
        testsRan == 0
            ? "The project has no tests that could be run."
            : testsRan
                + " tests of the project ran with "
                + build.baseline().build()
                + "; none fails that passed before."
                + (regression.scope().isEmpty() ? "" : " Only " + regression.scope() + "."));
    if (!session.canRun()) {
      evidence.add(
          "It was compiled only and nothing was run, because " + session.sandboxName() + ".");
      return new Verdict.Accepted(VerdictLevel.COMPILES, evidence, Optional.empty());
    }
    evidence.add("Everything ran in " + session.sandboxName() + " without network.");
    Optional<Neighbourhood> near = reproduction.flatMap(test -> compared());
    near.flatMap(Neighbourhood::sentence).ifPresent(evidence::add);
    escapes().ifPresent(evidence::add);
    boolean proven =
        reproduction.isPresent()
            && near.filter(n -> n.isDisturbed() || n.isMostlyUnmoved()).isEmpty();
    VerdictLevel level =
        proven
            ? VerdictLevel.REPRODUCED
            : testsRan > 0 ? VerdictLevel.TESTED : VerdictLevel.COMPILES;
    return new Verdict.Accepted(level, evidence, reproduction);
  }

  /** A fix of this fault leaves alone what did not fail, and mends what failed alike. */
  private Optional<Neighbourhood> compared() {
    progress.report("comparing calls that did not fail");
    return neighbours.map(Neighbours::compare);
  }

  /** What was tried in the sandbox since the work tree was made, by the project or a candidate. */
  private Optional<String> escapes() {
    return session.escapes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "While the project and changes to it were built and tested, the sandbox stopped what"
                + " has no place in a build: "
                + session.escapes().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getKey().label() + times(entry.getValue()))
                    .collect(Collectors.joining("; "))
                + ". None of it reached anything outside.");
  }

  private static String times(long count) {
    return count == 1 ? " (once)" : " (" + count + " times)";
  }

  private static Optional<Verdict> rejected(
      Verdict.Check check, String reason, List<String> details) {
    return Optional.of(
        new Verdict.Rejected(check, reason, details.stream().limit(MAX_DIAGNOSTICS).toList()));
  }

  @Override
  public void close() {
    session.close();
    build.incremental().ifPresent(IncrementalBuild::close);
    Folders.delete(folder);
  }
}
