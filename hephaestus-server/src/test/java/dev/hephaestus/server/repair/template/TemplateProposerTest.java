package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.RepairTask;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TemplateProposerTest {
  private static final String SOURCE =
      """
      package shop;

      class Case {
        Case next;
        int[] prices;

        int total(Case other, int[] more) {
          int sum = 0;
          for (int i = 0; i <= more.length; i++) {
            sum += other.next.prices[i] + more[i]; //! 0
          }
          return sum;
        }

        int call(Case other) {
          return total(other, null); //! 1
        }
      }
      """;

  @Test
  void candidatesAreBoundedDistinctAndCompile() {
    List<Proposal.Candidate> candidates =
        Bench.thrown("java.lang.NullPointerException").candidates(SOURCE);
    assertThat(candidates).hasSizeBetween(5, TemplateProposals.MOST_CANDIDATES);
    assertThat(candidates.stream().map(Proposal.Candidate::patch).distinct())
        .hasSameSizeAs(candidates);
    assertThat(candidates)
        .allSatisfy(
            candidate ->
                assertThat(Sources.syntaxErrorsOf(candidate.patch().changes().get(0).after()))
                    .isZero());
  }

  @Test
  void theSameInputGivesTheSameOutput() {
    Bench bench = Bench.thrown("java.lang.NullPointerException");
    assertThat(bench.candidates(SOURCE)).isEqualTo(bench.candidates(SOURCE));
  }

  @Test
  void theCauseNamesTheMethodAndTheExpression() {
    assertThat(
            Bench.thrown(
                    "java.lang.NullPointerException",
                    "Cannot load from int array because \"more\" is null")
                .candidates(SOURCE)
                .get(0)
                .cause())
        .contains("Case.total")
        .contains("`more`");
  }

  @Test
  void abstainsWithAReasonWhenNothingFits() {
    RepairTask task = Bench.thrown("java.lang.StackOverflowError").task("class Case {}\n");
    Proposals proposals = new TemplateProposer().begin(task);
    assertThat(proposals.next(Optional.empty()))
        .isInstanceOfSatisfying(
            Proposal.Abstention.class,
            abstention -> assertThat(abstention.reason()).contains("StackOverflowError"));
  }
}
