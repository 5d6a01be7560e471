package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.repair.FileChange;
import java.time.Instant;
import java.util.Objects;

/**
 * What reviewers did with a solution.
 *
 * @param solutionId the solution; its last review counts
 * @param repository the repository's location, without branch and folder
 * @param example what there is to learn from it
 * @param at when it was told
 */
public record Review(String solutionId, String repository, Example example, Instant at) {

  public Review {
    Objects.requireNonNull(solutionId, "solutionId");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(example, "example");
    Objects.requireNonNull(at, "at");
  }

  /**
   * The review of a solution.
   *
   * @param diff the change as it was merged; empty for as it was proposed
   * @param reason what the reviewers said, or empty
   */
  public static Review of(
      Solution solution, Judgement judgement, String diff, String reason, Instant at) {
    String title = solution.title();
    int colon = title.indexOf(':');
    return new Review(
        solution.id(),
        solution.repository().location(),
        new Example(
            colon < 0 ? title : title.substring(0, colon),
            solution.origin(),
            judgement,
            solution.patch().changes().stream().map(FileChange::path).toList(),
            solution.cause(),
            diff.isBlank() ? solution.patch().toUnifiedDiff() : diff,
            reason),
        at);
  }
}
