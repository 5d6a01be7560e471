package dev.hephaestus.server.repository;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

  private final Path cacheDirectory;
  private final OpenRepositories repositories;
  private final SnapshotLimits limits;
  private final Function<Language, SourceParser> parsers;
  private final Map<Path, SourceStore> sources = new ConcurrentHashMap<>();
  private final Map<Path, WeakReference<GitSnapshot>> latest = new ConcurrentHashMap<>();
  private final SharedCaches caches;
  private final WeightedCache<SnapshotKey, GitSnapshot> snapshots =
      new WeightedCache<>(SNAPSHOTS_KEPT);

  /** Mirrors below the cache directory, which is created when first needed; default limits. */
  public GitRepositories(Path cacheDirectory) {
    this(cacheDirectory, SnapshotLimits.DEFAULT);
  }

  /** Mirrors below the cache directory, which is created when first needed. */
  public GitRepositories(Path cacheDirectory, SnapshotLimits limits) {
    this(cacheDirectory, limits, SourceParser::of);
  }

  GitRepositories(
      Path cacheDirectory, SnapshotLimits limits, Function<Language, SourceParser> parsers) {
    this.cacheDirectory = cacheDirectory;
    this.parsers = parsers;
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
      GitSnapshot snapshot = snapshot(opened, commit);
      location.directory().ifPresent(directory -> requireFolder(opened, snapshot, directory));
      return snapshot;
    } catch (IOException e) {
      throw new RepositoryException(
          "repository " + opened.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private GitSnapshot snapshot(OpenRepositories.Opened opened, ObjectId commit) {
    Repository git = opened.git();
    Path directory = git.getDirectory().toPath();
    SourceStore store = sources.computeIfAbsent(directory, key -> store(opened));
    return snapshots.get(
        new SnapshotKey(directory, commit),
        1,
        () -> {
          @Nullable WeakReference<GitSnapshot> before = latest.get(directory);
          try (RevWalk walk = new RevWalk(git)) {
            RevCommit parsed = walk.parseCommit(commit);
            GitSnapshot made =
                new GitSnapshot(
                    git, parsed, limits, caches, store, before == null ? null : before.get());
            latest.put(directory, new WeakReference<>(made));
            return made;
          } catch (IOException e) {
            throw new RepositoryException(
                "commit " + commit.name() + " of " + directory + " cannot be read", e);
          }
        });
  }

  /** A mirror's index goes with it; in a repository that belongs to others nothing is written. */
  private SourceStore store(OpenRepositories.Opened opened) {
    Path directory = opened.git().getDirectory().toPath();
    Path folder =
        opened.mirrored()
            ? directory.resolve("hephaestus-index")
            : cacheDirectory
                .resolve("index")
                .resolve(SourceKey.of("", directory.toString()).name());
    return new SourceStore(new SegmentFolder(folder, Clock.systemUTC()), caches, parsers);
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
      throw new RepositoryException(
          "revision " + revision + " of " + opened.name() + " is ambiguous; give more of its hash",
          e);
    } catch (IncorrectObjectTypeException | IllegalArgumentException e) {
      throw new RepositoryException(
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
    return new RepositoryException(
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
    sources.clear();
    latest.clear();
  }
}
