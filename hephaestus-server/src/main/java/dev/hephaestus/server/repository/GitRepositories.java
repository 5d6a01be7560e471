package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Git repositories: local ones are read in place, others are mirrored into a cache directory and
 * fetched incrementally.
 *
 * <p><i>Source:</i> JGit, so that no Git need be installed and ownership of the files does not
 * matter.
 */
public final class GitRepositories implements VirtualRepository, AutoCloseable {

  private static final long SNAPSHOTS_KEPT = 16;

  private record SnapshotKey(Path gitDirectory, ObjectId commit) {}

  private final OpenRepositories repositories;
  private final SnapshotLimits limits;
  private final SharedCaches caches;
  private final WeightedCache<SnapshotKey, GitSnapshot> snapshots =
      new WeightedCache<>(SNAPSHOTS_KEPT);

  /** Mirrors below the cache directory, which is created when first needed; default limits. */
  public GitRepositories(Path cacheDirectory) {
    this(cacheDirectory, SnapshotLimits.DEFAULT);
  }

  /** Mirrors below the cache directory, which is created when first needed. */
  public GitRepositories(Path cacheDirectory, SnapshotLimits limits) {
    this.repositories = new OpenRepositories(cacheDirectory);
    this.limits = limits;
    this.caches = new SharedCaches(limits);
  }

  @Override
  public Snapshot snapshot(RepositoryLocation location, Optional<String> revision) {
    String wanted = revision.or(location::branch).orElse(Constants.HEAD);
    OpenRepositories.Opened opened = repositories.open(location.location());
    try {
      @Nullable ObjectId commit =
          opened.mirrored() && !isHash(wanted) ? null : resolve(opened, wanted);
      if (commit == null && opened.mirrored()) {
        repositories.fetch(opened);
        commit = resolve(opened, wanted);
      }
      if (commit == null) {
        throw missing(opened, wanted);
      }
      GitSnapshot snapshot = snapshot(opened.git(), commit);
      location.directory().ifPresent(directory -> requireFolder(opened, snapshot, directory));
      return snapshot;
    } catch (IOException e) {
      throw new RepositoryException(
          "repository " + opened.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Snapshot> find(RepositoryLocation location, String revision) {
    try {
      return Optional.of(snapshot(location, Optional.of(revision)));
    } catch (NoSuchRevisionException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Lineage lineage(RepositoryLocation location, Snapshot head, Set<String> fileNames) {
    OpenRepositories.Opened opened = repositories.open(location.location());
    return new GitLineage(opened.git(), head.commit(), fileNames, limits.fileBytes());
  }

  private GitSnapshot snapshot(Repository git, ObjectId commit) {
    Path directory = git.getDirectory().toPath();
    return snapshots.get(
        new SnapshotKey(directory, commit),
        1,
        () -> {
          try (RevWalk walk = new RevWalk(git)) {
            RevCommit parsed = walk.parseCommit(commit);
            return new GitSnapshot(git, parsed, limits, caches);
          } catch (IOException e) {
            throw new RepositoryException(
                "commit " + commit.name() + " of " + directory + " cannot be read", e);
          }
        });
  }

  private static @Nullable ObjectId resolve(OpenRepositories.Opened opened, String revision)
      throws IOException {
    try {
      ObjectId found = opened.git().resolve(revision + "^{commit}");
      return found != null || isHash(revision)
          ? found
          : opened.git().resolve("refs/remotes/origin/" + revision + "^{commit}");
    } catch (MissingObjectException absent) {
      return null;
    } catch (AmbiguousObjectException e) {
      throw new NoSuchRevisionException(
          "revision " + revision + " of " + opened.name() + " is ambiguous; give more of its hash",
          e);
    } catch (IncorrectObjectTypeException | IllegalArgumentException e) {
      throw new NoSuchRevisionException(
          quoted(revision)
              + " names no commit of repository "
              + opened.name()
              + "; give a hash, a tag or a branch",
          e);
    }
  }

  private static boolean isHash(String revision) {
    return ObjectId.isId(revision);
  }

  private static RepositoryException missing(OpenRepositories.Opened opened, String wanted) {
    if (wanted.equals(Constants.HEAD)) {
      return new RepositoryException(
          "repository "
              + opened.name()
              + " has no commit at its head; commit something or name a branch");
    }
    return new NoSuchRevisionException(
        "repository "
            + opened.name()
            + " has no revision "
            + quoted(wanted)
            + "; check the name, or push it there first");
  }

  private static String quoted(String revision) {
    String shown = revision.length() > 100 ? revision.substring(0, 100) + "…" : revision;
    return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  private static void requireFolder(
      OpenRepositories.Opened opened, Snapshot snapshot, String directory) {
    String folder = directory.replaceAll("/+$", "");
    String prefix = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
    if (Objects.equals(directory, "/")
        || snapshot.files().stream().noneMatch(file -> file.path().startsWith(prefix))) {
      throw new RepositoryException(
          "repository "
              + opened.name()
              + " has no folder "
              + quoted(directory)
              + " at "
              + snapshot.commit()
              + "; give a path from its root");
    }
  }

  /** Lets go of the open repositories; snapshots cannot be read any more. */
  @Override
  public void close() {
    repositories.close();
  }
}
