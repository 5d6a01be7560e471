package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Revalidation.Outcome;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import dev.hephaestus.server.validation.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a fix whose branch moves on before it is delivered. */
final class HeadRevalidationTest {
  private static final String CART = "src/main/java/shop/Cart.java";
  private static final String CODE =
      """
      package shop;

      class Cart {
        int total(Coupon coupon) {
          return 100 - coupon.cents();
        }
      }
      """;
  private static final String FIXED =
      CODE.replace("coupon.cents()", "(coupon == null ? 0 : coupon.cents())");
  private static final Reproduction SHOWN =
      new Reproduction("src/test/java/T.java", "class T {}", "T.t", "new Cart().total(null)");
  private static final Verdict.Accepted REPRODUCED = accepted(VerdictLevel.REPRODUCED);
  private static final LogRecord LOGGED =
      new LogExcerptParser(Clock.systemUTC())
          .parseFirst("java.lang.NullPointerException: x\n\tat shop.Cart.total(Cart.java:5)\n");

  @TempDir private Path folder;

  private final List<RepairTask> opened = new ArrayList<>();
  private final List<Reproduction> proven = new ArrayList<>();
  private final List<Patch> tried = new ArrayList<>();
  private Verdict verdict = REPRODUCED;
  private boolean unbuildable;
  private TestRepository repository;
  private GitRepositories repositories;
  private String base = "";

  @BeforeEach
  void open() {
    repository = TestRepository.in(folder.resolve("repo"));
    repositories = new GitRepositories(folder.resolve("cache"));
    base = repository.write(CART, CODE).commit();
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  @Test
  void isMergedAndRunAgainWithTheTestThatShowedTheFault() {
    String documented = CODE.replace("class Cart", "/** Sums. */\nclass Cart");
    String head = repository.write(CART, documented).commit();

    Outcome outcome = revalidation().on(solution(), head);

    Patch merged =
        new Patch(
            List.of(
                new FileChange(
                    CART, documented, FIXED.replace("class Cart", "/** Sums. */\nclass Cart"))));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Holds.class,
            holds -> {
              assertThat(holds.solution().baseCommit()).isEqualTo(head);
              assertThat(holds.solution().patch()).isEqualTo(merged);
              assertThat(holds.solution().id()).isEqualTo("s1");
              assertThat(holds.solution().verdict().evidence())
                  .anyMatch(line -> line.contains("all of this was run again on"));
            });
    assertThat(tried).containsExactly(merged);
    assertThat(proven).containsExactly(SHOWN);
    assertThat(opened.get(0).snapshot().commit()).isEqualTo(head);
    assertThat(opened.get(0).localization().frames()).hasSize(1);
  }

  @Test
  void failsWhereItIsRejectedOrProvenLess() {
    String head = repository.write("README", "x").commit();
    verdict = new Verdict.Rejected(Verdict.Check.REGRESSION, "CartTest.sum fails", List.of());
    assertThat(reason(revalidation().on(solution(), head)))
        .startsWith("the branch has moved from")
        .endsWith("CartTest.sum fails");

    verdict = accepted(VerdictLevel.TESTED);
    assertThat(reason(revalidation().on(solution(), head)))
        .endsWith("there it is tested and no longer reproduced");
  }

  @Test
  void failsWithoutABuildWhereItCannotBeMerged() {
    String head = repository.write(CART, CODE.replace("100 -", "90 -")).commit();

    assertThat(reason(revalidation().on(solution(), head))).endsWith("rebuild needed");
    assertThat(opened).isEmpty();
  }

  @Test
  void isTriedLaterWhereNothingCanBeRun() {
    String head = repository.write("README", "x").commit();
    unbuildable = true;

    assertThatThrownBy(() -> revalidation().on(solution(), head))
        .isInstanceOfSatisfying(
            DeliveryException.class, fault -> assertThat(fault.isRetryable()).isTrue())
        .hasMessageContaining("no sandbox");
  }

  private HeadRevalidation revalidation() {
    return new HeadRevalidation(
        repositories,
        new FrameLocalizer(),
        new BudgetedContextPacker(),
        new ScriptedValidator(),
        id -> Optional.of(incident()));
  }

  private Solution solution() {
    return new Solution(
        "s1",
        "i1",
        "n1",
        "a".repeat(32),
        "NullPointerException",
        "null",
        new Patch(List.of(new FileChange(CART, CODE, FIXED))),
        REPRODUCED,
        "null-guard",
        RepositoryLocation.of(repository.folder().toString()),
        base,
        "",
        Instant.EPOCH);
  }

  private Incident incident() {
    return new Incident(
        "i1",
        "n1",
        new Fingerprint("a".repeat(32)),
        "t",
        IncidentState.FIXING,
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        new Resource("shop", "", base, "", Map.of()),
        LOGGED);
  }

  private static String reason(Outcome outcome) {
    return ((Outcome.Fails) outcome).reason();
  }

  private static Verdict.Accepted accepted(VerdictLevel level) {
    return new Verdict.Accepted(level, List.of("it ran"), Optional.of(SHOWN));
  }

  private final class ScriptedValidator implements Validator {
    @Override
    public Workbench open(RepairTask task, Progress progress) {
      throw new AssertionError("the known test is to be proven");
    }

    @Override
    public Workbench open(RepairTask task, Reproduction known, Progress progress) {
      if (unbuildable) {
        throw new ValidationException("no sandbox");
      }
      opened.add(task);
      proven.add(known);
      return new ScriptedWorkbench();
    }
  }

  private final class ScriptedWorkbench implements Workbench {
    @Override
    public Baseline baseline() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public Optional<Reproduction> reproduction() {
      return Optional.of(SHOWN);
    }

    @Override
    public Verdict judge(Proposal.Candidate candidate) {
      tried.add(candidate.patch());
      return verdict;
    }

    @Override
    public void close() {}
  }
}
