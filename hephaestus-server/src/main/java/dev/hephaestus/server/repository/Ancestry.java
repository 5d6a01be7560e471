package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Which commits are contained in which. */
final class Ancestry {

  private Ancestry() {}

  /** Whether a commit is the other or has it among its ancestors; empty where Git does not say. */
  static Optional<Boolean> contains(Repository git, String commit, String ancestor)
      throws IOException {
    @Nullable ObjectId top = git.resolve(commit + "^{commit}");
    @Nullable ObjectId below = git.resolve(ancestor + "^{commit}");
    if (top == null || below == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit one = walk.parseCommit(top);
      RevCommit other = walk.parseCommit(below);
      boolean merged = walk.isMergedInto(other, one);
      // Where the history was cut, what is not found may lie beyond.
      return merged || git.getObjectDatabase().getShallowCommits().isEmpty()
          ? Optional.of(merged)
          : Optional.empty();
    } catch (MissingObjectException cut) {
      return Optional.empty();
    }
  }
}
