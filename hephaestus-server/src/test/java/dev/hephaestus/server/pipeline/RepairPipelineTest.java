package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.Lineage;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RepairPipelineTest {
  private static final Reproduction REPRODUCTION =
      new Reproduction("src/test/java/ATest.java", "class ATest {}", "ATest.a", "new A().a()");

  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final List<String> judged = new ArrayList<>();
  private final List<Optional<Feedback>> feedbacks = new ArrayList<>();
  private final MemoryJournal journal = new MemoryJournal(step -> {});
  private Optional<Reproduction> reproduction = Optional.of(REPRODUCTION);
  private List<Suspect> suspects = List.of(suspect());
  private boolean closed;

  @Test
  void stopsAtTheFirstReproducedFix() {
    verdicts.put("one", rejected("does not compile"));
    verdicts.put("two", accepted(VerdictLevel.REPRODUCED));

    Outcome outcome = repair(RepairLimits.DEFAULT, proposer("p", "one", "two", "three"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fixed.class, fixed -> assertThat(fixed.candidate().origin()).isEqualTo("two"));
    assertThat(judged).containsExactly("one", "two");
    assertThat(journal.attempts())
        .extracting(Attempt::outcome)
        .containsExactly("rejected", "reproduced");
    assertThat(closed).isTrue();
  }

  @Test
  void tellsTheProposerWhyItsLastFixWasRefused() {
    verdicts.put("one", rejected("does not compile"));
    verdicts.put("two", accepted(VerdictLevel.REPRODUCED));

    repair(RepairLimits.DEFAULT, proposer("p", "one", "two"));

    assertThat(feedbacks.get(0)).isEmpty();
    assertThat(feedbacks.get(1).orElseThrow().reason()).isEqualTo("does not compile");
  }

  @Test
  void keepsAWeakerFixWhileTheNextProposerIsAsked() {
    verdicts.put("one", accepted(VerdictLevel.TESTED));
    verdicts.put("two", rejected("breaks a test"));

    Outcome outcome = repair(RepairLimits.DEFAULT, proposer("p", "one"), proposer("q", "two"));

    assertThat(judged).containsExactly("one", "two");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fixed.class,
            fixed -> assertThat(fixed.verdict().level()).isEqualTo(VerdictLevel.TESTED));
  }

  @Test
  void isContentWithATestedFixWhenNothingCouldBeReproduced() {
    reproduction = Optional.empty();
    verdicts.put("one", accepted(VerdictLevel.TESTED));

    repair(RepairLimits.DEFAULT, proposer("p", "one", "two"));

    assertThat(judged).containsExactly("one");
  }

  @Test
  void abstainsWithWhatWasTriedAndWhatIsMissing() {
    reproduction = Optional.empty();
    verdicts.put("one", rejected("breaks InvoiceTest.adds"));

    Outcome outcome = repair(RepairLimits.DEFAULT, proposer("p", "one"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Abstained.class,
            abstained ->
                assertThat(abstained.reason())
                    .contains("1 fix was tried")
                    .contains("breaks InvoiceTest.adds")
                    .contains("could not be reproduced")
                    .contains("p: no more ideas"));
  }

  @Test
  void stopsAtTheLimitOfAttempts() {
    verdicts.put("one", rejected("no"));
    verdicts.put("two", rejected("no"));

    Outcome outcome =
        repair(
            new RepairLimits(2, Duration.ofMinutes(1), 1_000),
            proposer("p", "one", "two", "three"));

    assertThat(judged).containsExactly("one", "two");
    assertThat(((Outcome.Abstained) outcome).reason()).contains("limit of 2 attempts");
  }

  @Test
  void abstainsWhenItIsTooUnsureWhereTheFaultIs() {
    verdicts.put("one", accepted(VerdictLevel.REPRODUCED));

    Outcome outcome =
        repair(new RepairLimits(2, Duration.ofMinutes(1), 1_000, 1), proposer("p", "one"));

    assertThat(judged).isEmpty();
    assertThat(((Outcome.Abstained) outcome).reason())
        .contains("too unsure")
        .contains("100 % is the least");
  }

  @Test
  void leavesAProposerThatKeepsSayingTheSame() {
    verdicts.put("one", rejected("no"));
    Proposer stubborn = proposer("p", "one", "one", "one", "one", "one", "one", "one", "one");

    Outcome outcome = repair(new RepairLimits(3, Duration.ofMinutes(1), 1_000), stubborn);

    assertThat(judged).containsExactly("one");
    assertThat(outcome).isInstanceOf(Outcome.Abstained.class);
  }

  @Test
  void doesNotTryAgainWhatWasRefusedBeforeTheCrash() {
    journal.keep(
        new Attempt(
            1,
            "one",
            "",
            patch("one").toUnifiedDiff(),
            "rejected",
            "no",
            List.of(),
            "test",
            "",
            "",
            5,
            Cost.NONE));
    verdicts.put("two", accepted(VerdictLevel.REPRODUCED));

    repair(RepairLimits.DEFAULT, proposer("p", "one", "two"));

    assertThat(judged).containsExactly("two");
    assertThat(journal.attempts()).extracting(Attempt::number).containsExactly(1, 2);
  }

  @Test
  void abstainsWithoutABuildWhenNothingIsInTheRepository() {
    suspects = List.of();

    Outcome outcome = repair(RepairLimits.DEFAULT, proposer("p", "one"));

    assertThat(((Outcome.Abstained) outcome).reason()).contains("Nothing of the logged error");
    assertThat(judged).isEmpty();
  }

  @Test
  void addsUpWhatTheAnswersCost() {
    verdicts.put("one", rejected("no"));
    verdicts.put("two", rejected("no"));

    repair(RepairLimits.DEFAULT, proposer("p", "one", "two"));

    assertThat(journal.cost()).isEqualTo(new Cost(20, 2, 0));
  }

  /** A pipeline that finds nothing of the record in the repository. */
  static RepairPipeline abstaining() {
    RepairPipelineTest parts = new RepairPipelineTest();
    parts.suspects = List.of();
    return parts.pipeline(RepairLimits.DEFAULT);
  }

  /** A pipeline whose first fix is as good as it can get. */
  static RepairPipeline fixing() {
    RepairPipelineTest parts = new RepairPipelineTest();
    parts.verdicts.put("one", parts.accepted(VerdictLevel.REPRODUCED));
    return parts.pipeline(RepairLimits.DEFAULT, parts.proposer("p", "one"));
  }

  /**
   * A pipeline whose repository threw E in line 3 of shop.Cart.total, and does so no more at its
   * head.
   */
  static RepairPipeline fixedAtHead(Path folder) {
    TestRepository repository = TestRepository.in(folder.resolve("shop"));
    String code = "package shop;\nclass Cart { int total() {\n%s\n} }\n";
    repository.write("Cart.java", code.formatted("throw new E();")).commit();
    repository.write("Cart.java", code.formatted("return 0;")).commit("Nothing costs nothing");
    return new RepairPipeline(
        new OneRepository(repository, folder.resolve("cache")),
        new FrameLocalizer(),
        (snapshot, localization, budget) -> new PackedContext(0, List.of()),
        List.of(),
        (task, progress) -> new RepairPipelineTest().new ScriptedWorkbench(),
        RepairLimits.DEFAULT,
        Clock.systemUTC());
  }

  /** Opens one repository, whatever is asked for. */
  private static final class OneRepository implements VirtualRepository {
    private final GitRepositories repositories;
    private final RepositoryLocation location;

    OneRepository(TestRepository repository, Path cache) {
      this.repositories = new GitRepositories(cache);
      this.location = RepositoryLocation.of(repository.folder().toString());
    }

    @Override
    public Snapshot snapshot(RepositoryLocation asked, Optional<String> revision) {
      return repositories.snapshot(location, revision);
    }

    @Override
    public Lineage lineage(RepositoryLocation asked, Snapshot head, Set<String> fileNames) {
      return repositories.lineage(location, head, fileNames);
    }
  }

  /** A pipeline whose repository cannot be reached. */
  static RepairPipeline unreachable() {
    return new RepairPipeline(
        (location, revision) -> {
          throw new RepositoryException("cannot be reached");
        },
        (snapshot, record) -> new Localization("c0", List.of(), List.of()),
        (snapshot, localization, budget) -> new PackedContext(0, List.of()),
        List.of(),
        (task, progress) -> {
          throw new AssertionError("nothing is to be validated");
        },
        RepairLimits.DEFAULT,
        Clock.systemUTC());
  }

  private Outcome repair(RepairLimits limits, Proposer... proposers) {
    LogRecord record =
        LogRecord.of(
            Instant.EPOCH,
            Level.ERROR,
            "shop",
            "failed",
            Thrown.of("E", null, List.of(Frame.of("A", "a", "A.java", 1))));
    return pipeline(limits, proposers)
        .repair(new Fault(RepositoryLocation.of("/repo"), Optional.empty(), record), journal);
  }

  private RepairPipeline pipeline(RepairLimits limits, Proposer... proposers) {
    return new RepairPipeline(
        (location, revision) -> snapshot(),
        (snapshot, record) -> new Localization("c0", suspects, List.of()),
        (snapshot, localization, budget) -> new PackedContext(0, List.of()),
        List.of(proposers),
        (task, progress) -> new ScriptedWorkbench(),
        limits,
        Clock.systemUTC());
  }

  private Proposer proposer(String name, String... origins) {
    return new Proposer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Proposals begin(RepairTask task) {
        List<String> left = new ArrayList<>(List.of(origins));
        return feedback -> {
          feedbacks.add(feedback);
          if (left.isEmpty()) {
            return new Proposal.Abstention("no more ideas", Cost.NONE);
          }
          String origin = left.remove(0);
          return new Proposal.Candidate(patch(origin), "cause", origin, new Cost(10, 1, 0));
        };
      }
    };
  }

  private static Patch patch(String text) {
    return new Patch(List.of(new FileChange("A.java", "class A {}\n", text + "\n")));
  }

  private static Verdict rejected(String reason) {
    return new Verdict.Rejected(Verdict.Check.COMPILES, reason, List.of());
  }

  private Verdict accepted(VerdictLevel level) {
    return new Verdict.Accepted(
        level,
        List.of("seen"),
        level == VerdictLevel.REPRODUCED ? Optional.of(REPRODUCTION) : Optional.empty());
  }

  private static Suspect suspect() {
    return new Suspect(
        1,
        new MethodDeclaration(
            "A", "a", "A.java", List.of(), "void", List.of(), new LineRange(1, 2)),
        1,
        List.of("top frame"));
  }

  private static Snapshot snapshot() {
    return (Snapshot)
        Proxy.newProxyInstance(
            Snapshot.class.getClassLoader(),
            new Class<?>[] {Snapshot.class},
            (self, method, arguments) -> {
              if (method.getName().equals("file")) {
                return Optional.of(new SourceFile("A.java", "b0", 11, false));
              }
              assertThat(method.getName()).isEqualTo("commit");
              return "c0";
            });
  }

  private final class ScriptedWorkbench implements Workbench {
    @Override
    public Baseline baseline() {
      return new Baseline("script", true, 3, List.of(), "");
    }

    @Override
    public Optional<Reproduction> reproduction() {
      return reproduction;
    }

    @Override
    public Verdict judge(Proposal.Candidate candidate) {
      judged.add(candidate.origin());
      Verdict verdict = verdicts.get(candidate.origin());
      assertThat(verdict).as("a verdict for " + candidate.origin()).isNotNull();
      return verdict;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
