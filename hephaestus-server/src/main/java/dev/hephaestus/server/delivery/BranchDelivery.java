package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Delivers a solution as one commit on a new branch of any Git remote: a local repository, bare or
 * not, or one behind {@code file}, {@code https}, {@code ssh} or {@code git}.
 *
 * <p>Nobody's work tree, index or HEAD is touched: the commit is made in memory, in a repository
 * that lasts as long as the delivery.
 */
public final class BranchDelivery implements Delivery {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** So many commits may people have put on our branch since, and we still know it as ours. */
  private static final int SEARCHED_COMMITS = 50;

  private final Path folder;
  private final RepositoryAccess access;
  private final Function<Solution, String> naming;
  private final Duration timeout;
  private final Revalidation revalidation;

  /**
   * Delivers on branches named by {@link BranchName}, and where the base has moved what holds there
   * only.
   *
   * @param folder where passing files may be written; this class's own
   * @param access to the remotes: the logins that may push there
   * @param revalidation judges a solution anew whose base has moved
   */
  public BranchDelivery(Path folder, RepositoryAccess access, Revalidation revalidation) {
    this(folder, access, BranchName::of, TIMEOUT, revalidation);
  }

  /** The same where nothing can be judged: it is delivered where its files have not changed. */
  public BranchDelivery(Path folder, RepositoryAccess access) {
    this(folder, access, BranchName::of, TIMEOUT);
  }

  /**
   * Delivers on branches of the caller's naming.
   *
   * @param naming a solution's branch, without {@code refs/heads/}
   * @param timeout how long the remote may say nothing
   */
  public BranchDelivery(
      Path folder, RepositoryAccess access, Function<Solution, String> naming, Duration timeout) {
    this(
        folder,
        access,
        naming,
        timeout,
        (solution, commit) -> new Revalidation.Outcome.Holds(solution));
  }

  private BranchDelivery(
      Path folder,
      RepositoryAccess access,
      Function<Solution, String> naming,
      Duration timeout,
      Revalidation revalidation) {
    this.revalidation = revalidation;
    this.folder = folder;
    this.access = access;
    this.naming = naming;
    this.timeout = timeout;
  }

  @Override
  public Receipt deliver(Solution solution) {
    String branch = naming.apply(solution);
    try (GitRemote remote = GitRemote.open(solution.repository(), folder, access, timeout)) {
      try {
        return deliver(solution, branch, remote);
      } catch (IOException e) {
        throw GitFault.of("push branch " + branch + " to " + remote.name(), e, remote);
      }
    } catch (RepositoryException e) {
      throw new DeliveryException(
          "cannot push branch "
              + branch
              + " to "
              + solution.repository().forPeople()
              + ": "
              + e.getMessage(),
          true);
    } catch (IOException e) {
      throw new DeliveryException(
          "cannot write in " + folder + ", which delivering a branch needs: " + e.getMessage(),
          true,
          e);
    }
  }

  private Receipt deliver(Solution solution, String branch, GitRemote remote) throws IOException {
    Receipt receipt = new Receipt(Receipt.Channel.BRANCH, remote.name() + "#" + branch);
    Map<String, Ref> refs = remote.refs();
    if (isThere(solution, branch, remote, refs)) {
      return receipt;
    }
    Ref base = base(solution, remote, refs);
    ObjectId commit = commit(solution, remote, base);
    Optional<GitRemote.Refused> refused = remote.create(branch, commit);
    // Whoever was quicker pushed the same: another server, or we, before the line broke.
    if (refused.isPresent() && !isThere(solution, branch, remote, remote.refs())) {
      throw new DeliveryException(
          remote.name()
              + " does not take branch "
              + branch
              + ": "
              + HostileText.oneLine(refused.get().reason(), 300),
          refused.get().retryable());
    }
    return receipt;
  }

  private static boolean isThere(
      Solution solution, String branch, GitRemote remote, Map<String, Ref> refs)
      throws IOException {
    Ref ref = refs.get(Constants.R_HEADS + branch);
    if (ref == null) {
      return false;
    }
    ObjectId tip = remote.fetch(ref, SEARCHED_COMMITS);
    try (RevWalk walk = new RevWalk(remote.repository())) {
      walk.markStart(walk.parseCommit(tip));
      int searched = 0;
      for (RevCommit commit : walk) {
        if (CommitMessage.carries(commit.getFullMessage(), solution)) {
          return true;
        }
        if (++searched >= SEARCHED_COMMITS) {
          break;
        }
      }
    }
    throw new DeliveryException(
        remote.name()
            + " has a branch "
            + branch
            + " already, without solution "
            + solution.id()
            + "; rename or delete it and deliver again",
        false);
  }

  private static Ref base(Solution solution, GitRemote remote, Map<String, Ref> refs) {
    Optional<String> wanted = solution.repository().branch();
    Ref ref = refs.get(wanted.map(name -> Constants.R_HEADS + name).orElse(Constants.HEAD));
    if (ref == null || ref.getObjectId() == null) {
      throw new DeliveryException(
          remote.name()
              + wanted.map(name -> " has no branch " + name).orElse(" has no default branch")
              + " to base a fix on",
          false);
    }
    return ref;
  }

  private ObjectId commit(Solution solution, GitRemote remote, Ref base) throws IOException {
    ObjectId head = remote.fetch(base, 1);
    String where = solution.repository().branch().orElse("the default branch");
    try (RevWalk walk = new RevWalk(remote.repository())) {
      return new CommitWriter(remote.repository())
          .write(on(solution, head.name()), walk.parseCommit(head), where + " of " + remote.name());
    }
  }

  private Solution on(Solution solution, String head) {
    return head.equals(solution.baseCommit())
        ? solution
        : switch (revalidation.on(solution, head)) {
          case Revalidation.Outcome.Holds(Solution here) -> here;
          case Revalidation.Outcome.Fails(String reason) ->
              throw new DeliveryException(
                  "solution " + solution.id() + " is not delivered: " + reason, false);
        };
  }
}
