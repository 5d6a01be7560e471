package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Solution;
import java.util.List;
import java.util.Optional;

/**
 * Puts another fix on the branch of a pull request, as a further commit and never by force: what
 * the base branch has become, with that fix on it. Where the base has moved, the commit is a merge.
 *
 * <p>It may break off at any call and be done again: a branch whose newest commit carries the fix
 * is done.
 */
final class FurtherCommit {
  private static final int SEARCHED_COMMITS = 20;

  private final GitData git;
  private final Solution found;
  private final JudgedHere judged;
  private final PullState pull;
  private final String ours;
  private final boolean again;

  /** How it ended. */
  sealed interface Outcome {}

  /**
   * The branch has it.
   *
   * @param commit its newest commit
   * @param solution as it was judged there
   */
  record Pushed(String commit, Solution solution) implements Outcome {}

  /** The branch had just that already. */
  record Same() implements Outcome {}

  /** Somebody else has committed to the branch, and it is theirs now. */
  record TheirBranch() implements Outcome {}

  /** It does not hold on what the base has become, or the repository does not want it. */
  record Unwanted(String reason) implements Outcome {}

  /**
   * @param judged judges the fix on what the base has become
   * @param ours our last commit on the branch
   * @param again whether it was tried before
   */
  FurtherCommit(
      GitData git,
      Solution solution,
      JudgedHere judged,
      PullState pull,
      String ours,
      boolean again) {
    this.git = git;
    this.found = solution;
    this.judged = judged;
    this.pull = pull;
    this.ours = ours;
    this.again = again;
  }

  Outcome push() throws TryAgainException, RefusedException {
    GitData.Commit tip = git.commit(head(pull.branch()));
    if (CommitMessage.carries(tip.message(), found)) {
      return new Pushed(tip.id(), found);
    }
    if (!tip.id().equals(ours)) {
      return new TheirBranch();
    }
    String base = head(pull.base());
    try {
      return push(judged.on(base), base, tip);
    } catch (DeliveryException e) {
      if (e.isRetryable()) {
        throw new TryAgainException(String.valueOf(e.getMessage()), e.waitFor());
      }
      return new Unwanted(String.valueOf(e.getMessage()));
    }
  }

  private Outcome push(Solution solution, String base, GitData.Commit tip)
      throws TryAgainException, RefusedException {
    FixCommit fix = new FixCommit(git, solution);
    String tree = fix.tree(git.commit(base), pull.base(), again);
    List<String> parents = isIn(base, tip) ? List.of(tip.id()) : List.of(tip.id(), base);
    if (tree.equals(tip.tree()) && parents.size() == 1) {
      return new Same();
    }
    String commit = fix.commit(base, parents, tree);
    try {
      git.advance(pull.branch(), commit);
      return new Pushed(commit, solution);
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("fast forward")) {
        return new TheirBranch();
      }
      throw e;
    }
  }

  private String head(String branch) throws TryAgainException, RefusedException {
    Optional<String> head = git.head(branch);
    if (head.isEmpty()) {
      throw new RefusedException("there is no branch " + branch + " any more", 404, "");
    }
    return head.get();
  }

  /** Whether the base is in the branch: each commit of ours names what it was put on. */
  private boolean isIn(String base, GitData.Commit tip) throws TryAgainException, RefusedException {
    GitData.Commit commit = tip;
    for (int searched = 0; searched < SEARCHED_COMMITS; searched++) {
      if (commit.parents().contains(base)) {
        return true;
      }
      if (commit.parents().isEmpty() || !CommitMessage.isOurs(commit.message())) {
        return false;
      }
      commit = git.commit(commit.parents().get(0));
    }
    return false;
  }
}
