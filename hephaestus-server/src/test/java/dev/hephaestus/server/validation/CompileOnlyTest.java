package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.Toolchain;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import dev.hephaestus.server.validation.sandbox.SandboxFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host without any sandbox: candidates are compiled, and nothing of the project ever runs. */
final class CompileOnlyTest {
  @TempDir Path folder;

  private final FolderSnapshot snapshot = FolderSnapshot.of(SandboxedValidatorTest.PROJECT);
  private final RepairTask task =
      ValidationTasks.task(
          snapshot,
          "java.lang.NullPointerException",
          "",
          new Call(
              "shop.Cart", "discount", SandboxedValidatorTest.CART, "coupon.length()", "String"));

  @Test
  void aCandidateThatCompilesIsSaidToDoThatAndNoMore() {
    try (Workbench workbench = validator().open(task, what -> {})) {
      Verdict verdict = workbench.judge(candidate("coupon == null ? 0 : coupon.length()"));

      assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
      Verdict.Accepted accepted = (Verdict.Accepted) verdict;
      assertThat(accepted.level()).isEqualTo(VerdictLevel.COMPILES);
      assertThat(accepted.reproduction()).isEmpty();
      assertThat(accepted.evidence())
          .last()
          .asString()
          .contains("nothing was run", "apt-get install bubblewrap");
      assertThat(workbench.baseline().testsRun()).isZero();
    }
  }

  @Test
  void oneThatDoesNotIsRefused() {
    try (Workbench workbench = validator().open(task, what -> {})) {
      Verdict verdict = workbench.judge(candidate("coupon.size()"));

      assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
      assertThat(((Verdict.Rejected) verdict).check()).isEqualTo(Verdict.Check.COMPILES);
    }
  }

  private SandboxedValidator validator() {
    Toolchain toolchain =
        Toolchain.find(
            System.getenv("PATH"),
            Path.of(System.getProperty("user.home")),
            List.of(),
            Optional.empty());
    SandboxedValidator validator =
        new SandboxedValidator(
            ValidationSettings.of(folder.resolve("work"), toolchain),
            new SandboxFinder(List.of(folder)),
            EscapeListener.NONE);
    assertThat(validator.runs()).isFalse();
    return validator;
  }

  private Proposal.Candidate candidate(String by) {
    return replacing(snapshot, SandboxedValidatorTest.CART, "coupon.length()", by);
  }
}
