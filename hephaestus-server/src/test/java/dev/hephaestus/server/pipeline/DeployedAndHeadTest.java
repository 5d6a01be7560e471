package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.Rework;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Trial;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repair does when the branch has moved on since the commit that logged the fault. */
final class DeployedAndHeadTest {
  private static final String CART = "src/main/java/shop/Cart.java";
  private static final Reproduction SHOWN =
      new Reproduction(
          "CartFaultTest.java", "class CartFaultTest {}", "t", "new Cart().total(null)");
  private static final String CODE =
      """
      package shop;

      class Cart {
        int total(Coupon coupon) {
          return 100 - coupon.cents();
        }
      }
      """;
  private static final String SHIFTED = CODE.replace("class Cart", "/** Sums. */\nclass Cart");
  private static final String GUARDED =
      SHIFTED.replace("coupon.cents()", "(coupon == null ? 0 : coupon.cents())");
  private static final LogRecord LOGGED =
      new LogExcerptParser(Clock.systemUTC())
          .parseFirst("java.lang.NullPointerException: x\n\tat shop.Cart.total(Cart.java:5)\n");

  @TempDir private Path folder;

  private final MemoryJournal journal = new MemoryJournal(step -> {});
  private final List<RepairTask> opened = new ArrayList<>();
  private final List<RepairTask> proposed = new ArrayList<>();
  private final Set<String> showsTheFault = new HashSet<>();
  private final Set<String> unbuildable = new HashSet<>();
  private Trial trial = new Trial(Trial.Result.DID_NOT_RUN, "not asked");
  private Optional<Rework> wanted = Optional.empty();
  private TestRepository repository;
  private GitRepositories repositories;
  private String deployed = "";

  @BeforeEach
  void deploy() {
    repository = TestRepository.in(folder.resolve("repo"));
    repositories = new GitRepositories(folder.resolve("cache"));
    deployed = repository.write(CART, CODE).commit();
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  @Test
  void patchesTheHeadWithTheLinesOfTheHead() {
    String head = repository.write(CART, SHIFTED).commit();

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(proposed).hasSize(1);
    assertThat(proposed.get(0).snapshot().commit()).isEqualTo(head);
    assertThat(proposed.get(0).localization().frames().get(0).frame().line()).isEqualTo(6);
    assertThat(opened).hasSize(1);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fixed.class,
            fixed -> {
              assertThat(fixed.commit()).isEqualTo(head);
              assertThat(fixed.verdict().evidence())
                  .last()
                  .asString()
                  .contains("logged by commit " + deployed.substring(0, 10))
                  .contains("the head, " + head.substring(0, 10));
            });
  }

  @Test
  void saysNothingOfCommitsWhenTheHeadIsDeployed() {
    Outcome outcome = repair(Optional.of(deployed));

    assertThat(((Outcome.Fixed) outcome).verdict().evidence()).containsExactly("seen");
    assertThat(opened).hasSize(1);
  }

  @Test
  void saysThatTheCommitWasGuessed() {
    repository.write(CART, SHIFTED).commit();

    Outcome outcome = repair(Optional.empty());

    assertThat(((Outcome.Fixed) outcome).verdict().evidence())
        .last()
        .asString()
        .contains("The record names no commit")
        .contains("1 of 1 frame");
    assertThat(journal.chosen().orElseThrow().commit()).isEqualTo(deployed);
  }

  @Test
  void endsWithoutARepairWhenATestThatShowsTheFaultPassesAtTheHead() {
    repository.write("README", "a shop").commit("docs");
    String fix = repository.write(CART, GUARDED).commit("Coupons are optional");
    String head = repository.write("README", "a larger shop").commit("docs again");
    showsTheFault.add(deployed);
    trial = new Trial(Trial.Result.PASSES, "");

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(proposed).isEmpty();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.AlreadyFixed.class,
            already -> {
              assertThat(already.deployed()).isEqualTo(deployed);
              assertThat(already.head()).isEqualTo(head);
              assertThat(already.reason())
                  .contains("new Cart().total(null) fails as logged")
                  .contains("passes at the head")
                  .contains(fix.substring(0, 10) + " (Coupons are optional)")
                  .doesNotContain("docs");
            });
  }

  @Test
  void doubtsNothingWhenTheFaultIsReproducedAtTheHeadAlone() {
    String head = repository.write(CART, GUARDED).commit();
    showsTheFault.add(head);

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(((Outcome.Fixed) outcome).verdict().evidence().toString()).doesNotContain("may be");
  }

  @Test
  void believesTheTestOfTheDeployedCommitMoreThanOneThatShowsAnotherFaultOfTheHead() {
    String head = repository.write(CART, GUARDED).commit();
    showsTheFault.addAll(List.of(head, deployed));
    trial = new Trial(Trial.Result.PASSES, "");

    assertThat(repair(Optional.of(deployed))).isInstanceOf(Outcome.AlreadyFixed.class);
  }

  @Test
  void goesOnWhenTheTestFailsAtTheHeadAsItDidBefore() {
    repository.write(CART, GUARDED).commit();
    showsTheFault.add(deployed);
    trial = new Trial(Trial.Result.FAILS_AS_LOGGED, "java.lang.NullPointerException");

    assertThat(repair(Optional.of(deployed))).isInstanceOf(Outcome.Fixed.class);
    assertThat(proposed).hasSize(1);
  }

  @Test
  void looksForNoFixWhereItIsOnlyAskedWhetherTheFaultIsThereStill() {
    repository.write(CART, GUARDED).commit();
    showsTheFault.add(deployed);
    trial = new Trial(Trial.Result.FAILS_AS_LOGGED, "java.lang.NullPointerException");
    wanted = Optional.of(new Rework(List.of(), List.of(), true));

    assertThat(repair(Optional.of(deployed))).isInstanceOf(Outcome.Abstained.class);
    assertThat(proposed).isEmpty();
    trial = new Trial(Trial.Result.PASSES, "");
    assertThat(repair(Optional.of(deployed))).isInstanceOf(Outcome.AlreadyFixed.class);
  }

  @Test
  void saysWhenTheTestEndsDifferentlyAtTheHead() {
    repository.write(CART, GUARDED).commit("Guard");
    showsTheFault.add(deployed);
    trial = new Trial(Trial.Result.FAILS_OTHERWISE, "java.lang.IllegalStateException");

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(((Outcome.Fixed) outcome).verdict().evidence())
        .last()
        .asString()
        .contains("ends differently at the head (java.lang.IllegalStateException)")
        .contains("(Guard)");
  }

  @Test
  void onlyDoubtsWithoutATestThatShowsTheFault() {
    repository.write(CART, GUARDED).commit("Coupons are optional");

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(((Outcome.Fixed) outcome).verdict().evidence())
        .last()
        .asString()
        .contains("It may be fixed at the head")
        .contains("Coupons are optional");
    assertThat(opened).hasSize(2);
  }

  @Test
  void onlyDoubtsWhenTheDeployedCommitCannotBeBuilt() {
    repository.write(CART, GUARDED).commit();
    unbuildable.add(deployed);

    assertThat(repair(Optional.of(deployed))).isInstanceOf(Outcome.Fixed.class);
  }

  @Test
  void endsWithoutARepairWhenTheThrowIsGone() {
    String throwing =
        CODE.replace("return 100 - coupon.cents();", "throw new IllegalStateException(\"no\");");
    deployed = repository.write(CART, throwing).commit();
    repository.write(CART, CODE).commit("Coupons can be redeemed");
    LogRecord refused =
        new LogExcerptParser(Clock.systemUTC())
            .parseFirst("java.lang.IllegalStateException: no\n\tat shop.Cart.total(Cart.java:5)\n");

    Outcome outcome = repair(Optional.of(deployed), refused);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.AlreadyFixed.class,
            already ->
                assertThat(already.reason())
                    .contains("no longer throws")
                    .contains("Coupons can be redeemed"));
    assertThat(proposed).isEmpty();
  }

  @Test
  void abstainsWhenTheCodeIsGone() {
    String head = repository.remove(CART).write("README", "sold").commit();

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(((Outcome.Abstained) outcome).reason())
        .contains("None of the code")
        .contains(head.substring(0, 10));
    assertThat(opened).isEmpty();
  }

  @Test
  void comparesNothingWhenOnlyOtherCodeChanged() {
    repository.write("src/main/java/shop/Till.java", "package shop; class Till {}").commit();

    Outcome outcome = repair(Optional.of(deployed));

    assertThat(opened).hasSize(1);
    assertThat(((Outcome.Fixed) outcome).verdict().evidence().toString()).doesNotContain("may be");
  }

  private Outcome repair(Optional<String> revision) {
    return repair(revision, LOGGED);
  }

  private Outcome repair(Optional<String> revision, LogRecord record) {
    Validator validator = this::open;
    return new RepairPipeline(
            repositories,
            new FrameLocalizer(),
            new BudgetedContextPacker(),
            List.of(proposer()),
            validator,
            RepairLimits.DEFAULT,
            Clock.systemUTC())
        .repair(
            new Fault(
                RepositoryLocation.of(repository.folder().toString()),
                revision,
                "",
                record,
                "",
                Scope.DEFAULT_TENANT,
                wanted),
            journal);
  }

  private Workbench open(RepairTask task, Progress progress) {
    if (unbuildable.contains(task.snapshot().commit())) {
      throw new ValidationException("no compiler is old enough");
    }
    opened.add(task);
    return new ScriptedWorkbench(showsTheFault.contains(task.snapshot().commit()));
  }

  private Proposer proposer() {
    return new Proposer() {
      @Override
      public String name() {
        return "script";
      }

      @Override
      public Proposals begin(RepairTask task) {
        proposed.add(task);
        FileChange change = new FileChange(CART, task.snapshot().text(CART), "class Cart {}\n");
        return feedback ->
            new Proposal.Candidate(new Patch(List.of(change)), "cause", "one", Cost.NONE);
      }
    };
  }

  private final class ScriptedWorkbench implements Workbench {
    private final boolean shows;

    ScriptedWorkbench(boolean shows) {
      this.shows = shows;
    }

    @Override
    public Baseline baseline() {
      return new Baseline("script", true, 3, List.of(), "");
    }

    @Override
    public Optional<Reproduction> reproduction() {
      return shows ? Optional.of(SHOWN) : Optional.empty();
    }

    @Override
    public Trial tries(Reproduction test) {
      assertThat(test).isEqualTo(SHOWN);
      return trial;
    }

    @Override
    public Verdict judge(Proposal.Candidate candidate) {
      return new Verdict.Accepted(VerdictLevel.REPRODUCED, List.of("seen"), Optional.of(SHOWN));
    }

    @Override
    public void close() {}
  }
}
