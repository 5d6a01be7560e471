package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.RulesFile.UnclearException;
import dev.hephaestus.server.repository.RepositoryException;
import java.util.Optional;

/**
 * A solution on the commit that its pull request will stand on: within the rules that the
 * repository has there, and judged there.
 *
 * <p><i>Threads:</i> one delivery's. What was judged once is not judged again while it lasts.
 */
final class JudgedHere {
  private final Solution solution;
  private final PullRequestSettings configured;
  private final RepositoryFiles files;
  private final Revalidation revalidation;
  private Solution last;
  private RepositoryRules rules = RepositoryRules.NONE;

  JudgedHere(
      Solution solution,
      PullRequestSettings configured,
      RepositoryFiles files,
      Revalidation revalidation) {
    this.solution = solution;
    this.configured = configured;
    this.files = files;
    this.revalidation = revalidation;
    this.last = solution;
  }

  /**
   * The solution as it holds on a commit.
   *
   * @throws DeliveryException when it does not hold there or the repository does not want it, or,
   *     retryable, when that cannot be found out now
   */
  Solution on(String commit) {
    rules = rules(commit);
    check(last);
    if (!last.baseCommit().equals(commit)) {
      last =
          switch (revalidation.on(solution, commit)) {
            case Revalidation.Outcome.Holds(Solution here) -> here;
            case Revalidation.Outcome.Fails(String reason) ->
                throw new DeliveryException(
                    "solution " + solution.id() + " is not delivered: " + reason, false);
          };
      check(last);
    }
    return last;
  }

  /** The solution as it was last judged, for a pull request that stands already. */
  Solution before() {
    rules = rules(last.baseCommit());
    return last;
  }

  /** What was configured, within the repository's rules. */
  PullRequestSettings settings() {
    return configured.within(rules);
  }

  RepositoryRules rules() {
    return rules;
  }

  private void check(Solution candidate) {
    rules
        .objection(candidate)
        .ifPresent(
            objection -> {
              throw new DeliveryException(
                  "the repository's "
                      + RulesFile.PATH
                      + " does not want solution "
                      + solution.id()
                      + " as a pull request: "
                      + objection,
                  false);
            });
  }

  private RepositoryRules rules(String commit) {
    Optional<byte[]> file;
    try {
      file = files.bytes(solution.repository(), commit, RulesFile.PATH);
    } catch (RepositoryException e) {
      throw new DeliveryException(
          "the repository's rules for pull requests cannot be read: " + e.getMessage(), true, e);
    }
    try {
      return file.isPresent() ? RulesFile.read(file.get()) : RepositoryRules.NONE;
    } catch (UnclearException e) {
      throw new DeliveryException(
          "the repository's "
              + RulesFile.PATH
              + " cannot be made out, so nothing is opened there: "
              + e.getMessage(),
          false);
    }
  }
}
