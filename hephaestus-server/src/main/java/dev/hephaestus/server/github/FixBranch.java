package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.BranchName;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Solution;
import java.util.List;
import java.util.Optional;

/**
 * The branch of a solution on GitHub, with its one commit.
 *
 * <p>Everything before the branch is created is nowhere to be seen; so it may break off at any
 * call.
 */
final class FixBranch {
  private static final int SEARCHED_COMMITS = 30;

  private final GitData git;
  private final GitHubRepository repository;
  private final Solution solution;
  private final String base;
  private final String name;

  FixBranch(GitData git, GitHubRepository repository, Solution solution, String base) {
    this.git = git;
    this.repository = repository;
    this.solution = solution;
    this.base = base;
    this.name = BranchName.of(solution);
  }

  /**
   * The branch as it stands.
   *
   * @param head the commit at its end
   * @param parent the commit that the solution stands on
   */
  record Standing(String head, String parent) {}

  /** The branch, when it is there with the solution; people may have committed after it. */
  Optional<Standing> standing() throws TryAgainException, RefusedException {
    Optional<String> head = git.head(name);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String next = head.get();
    for (int searched = 0; searched < SEARCHED_COMMITS && !next.isEmpty(); searched++) {
      GitData.Commit commit = git.commit(next);
      next = commit.parents().isEmpty() ? "" : commit.parents().get(0);
      if (CommitMessage.carries(commit.message(), solution)) {
        return Optional.of(new Standing(head.get(), next.isEmpty() ? solution.baseCommit() : next));
      }
    }
    throw new DeliveryException(
        repository.fullName()
            + " has a branch "
            + name
            + " already, without solution "
            + solution.id()
            + "; rename or delete it and deliver again",
        false);
  }

  /** The end of the base. */
  GitData.Commit baseHead() throws TryAgainException, RefusedException {
    Optional<String> head = git.head(base);
    if (head.isEmpty()) {
      throw new DeliveryException(
          repository.fullName() + " has no branch " + base + " to base a fix on", false);
    }
    return git.commit(head.get());
  }

  /**
   * Makes it.
   *
   * @param judged the solution as it was judged on {@code parent}
   * @param again whether that was tried before
   */
  Standing create(Solution judged, GitData.Commit parent, boolean again)
      throws TryAgainException, RefusedException {
    FixCommit fix = new FixCommit(git, judged);
    String tree = fix.tree(parent, base + " of " + repository.fullName(), again);
    String commit = fix.commit(parent.id(), List.of(parent.id()), tree);
    try {
      git.createBranch(name, commit);
    } catch (RefusedException e) {
      if (e.status() == 422 && e.says("already exists")) {
        throw new TryAgainException(e.sentence(), Optional.empty());
      }
      throw e;
    }
    return new Standing(commit, parent.id());
  }
}
