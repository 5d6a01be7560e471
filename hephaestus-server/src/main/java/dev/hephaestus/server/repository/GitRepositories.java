package dev.hephaestus.server.repository;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
  private static final int MAX_ASKED = 1_000;
  private static final Duration ASKED_LATELY = Duration.ofHours(1);

  private record SnapshotKey(Path gitDirectory, ObjectId commit) {}

  private final Path cacheDirectory;
  private final OpenRepositories repositories;
  private final Submodules submodules;
  private final SnapshotLimits limits;
  private final Function<Language, SourceParser> parsers;
  private final Map<Path, SourceStore> sources = new ConcurrentHashMap<>();
  private final Map<Path, WeakReference<GitSnapshot>> latest = new ConcurrentHashMap<>();
  private final SharedCaches caches;
  private final Clock clock;
  private final Map<RepositoryLocation, Instant> asked = new ConcurrentHashMap<>();
  private final WeightedCache<SnapshotKey, GitSnapshot> snapshots =
      new WeightedCache<>(SNAPSHOTS_KEPT);

  /** Mirrors below the cache directory, which is created when first needed; default limits. */
  public GitRepositories(Path cacheDirectory) {
    this(cacheDirectory, SnapshotLimits.DEFAULT);
  }

  /** Mirrors below the cache directory, which is created when first needed. */
  public GitRepositories(Path cacheDirectory, SnapshotLimits limits) {
    this(cacheDirectory, limits, MirrorSettings.DEFAULT, Clock.systemUTC());
  }

  /** Mirrors below the cache directory, which is created when first needed. */
  public GitRepositories(
      Path cacheDirectory, SnapshotLimits limits, MirrorSettings mirrors, Clock clock) {
    this(cacheDirectory, limits, mirrors, clock, SourceParser::of);
  }

  GitRepositories(
      Path cacheDirectory,
      SnapshotLimits limits,
      MirrorSettings mirrors,
      Clock clock,
      Function<Language, SourceParser> parsers) {
    this.cacheDirectory = cacheDirectory;
    this.parsers = parsers;
    this.repositories = new OpenRepositories(cacheDirectory, mirrors, clock, this::forget);
    this.submodules = new Submodules(repositories, mirrors);
    this.limits = limits;
    this.clock = clock;
    this.caches = new SharedCaches(limits);
  }

  private void forget(Path gone) {
    // All: what is gone may be a submodule of others, and what it alone had cannot be told apart.
    snapshots.removeIf(key -> true);
    sources.clear();
    latest.clear();
    caches.clear();
    MirrorDisk.remove(localIndex(gone));
  }

  @Override
  public Snapshot snapshot(RepositoryLocation location, Optional<String> revision) {
    asked.put(location, clock.instant());
    if (asked.size() > MAX_ASKED) {
      asked.values().removeIf(since -> since.isBefore(clock.instant().minus(ASKED_LATELY)));
    }
    return opened(location, revision);
  }

  /**
   * Returns when the repository has answered that it is there and has the location's branch;
   * nothing is fetched.
   */
  public void reach(RepositoryLocation location) {
    OpenRepositories.Opened opened = repositories.open(location.location());
    String wanted = location.branch().orElse(Constants.HEAD);
    boolean there =
        opened.mirror().isPresent()
            ? isAnswered(opened, opened.mirror().get(), wanted)
            : isHere(opened, wanted);
    if (!there) {
      throw missing(opened, wanted);
    }
  }

  private boolean isAnswered(OpenRepositories.Opened opened, Mirror mirror, String wanted) {
    RemoteAnswer answer = mirror.ask();
    requireAccess(opened, answer.outcome());
    if (answer.outcome() instanceof Fetched.Failed failed) {
      throw unreachable(opened, failed.reason());
    }
    return answer.has(wanted);
  }

  private static boolean isHere(OpenRepositories.Opened opened, String wanted) {
    try {
      return resolve(opened, wanted) != null;
    } catch (IOException e) {
      throw unreadable(opened, e);
    }
  }

  /** Fetches what is new; the same as asking for its head, but that nobody asked. */
  void refresh(RepositoryLocation location) {
    var unused = opened(location, Optional.empty());
  }

  /** The locations that somebody asked for within the last hour. */
  Set<RepositoryLocation> askedLately() {
    Instant before = clock.instant().minus(ASKED_LATELY);
    return asked.entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(before))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Snapshot opened(RepositoryLocation location, Optional<String> revision) {
    Revision wanted = new Revision(revision.or(location::branch).orElse(Constants.HEAD));
    OpenRepositories.Opened opened = repositories.open(location.location());
    try {
      @Nullable ObjectId commit =
          opened.mirror().isPresent() && !wanted.isHash() ? null : resolve(opened, wanted.text());
      if (commit == null && opened.mirror().isPresent()) {
        commit = fetched(opened, opened.mirror().get(), wanted);
      }
      if (commit == null) {
        throw missing(opened, wanted.text());
      }
      GitSnapshot snapshot = snapshot(opened, commit);
      location.directory().ifPresent(directory -> requireFolder(opened, snapshot, directory));
      return snapshot;
    } catch (IOException e) {
      throw unreadable(opened, e);
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

  /**
   * Whether a commit contains another, by their hashes; empty where the repository has not both of
   * them here. Nothing is fetched for it.
   */
  public Optional<Boolean> contains(RepositoryLocation location, String commit, String ancestor) {
    try {
      return new Revision(commit).isHash() && new Revision(ancestor).isHash()
          ? Ancestry.contains(repositories.open(location.location()).git(), commit, ancestor)
          : Optional.empty();
    } catch (IOException | RepositoryException unreadable) {
      return Optional.empty();
    }
  }

  private @Nullable ObjectId fetched(OpenRepositories.Opened opened, Mirror mirror, Revision wanted)
      throws IOException {
    Fetched update = mirror.update();
    requireAccess(opened, update);
    @Nullable ObjectId commit = resolve(opened, wanted.text());
    if (update instanceof Fetched.Failed failed) {
      if (commit == null) {
        throw unreachable(opened, failed.reason());
      }
      mirror.sayOld(failed.reason());
      return commit;
    }
    if (commit == null) {
      Fetched sought = mirror.seek(wanted);
      requireAccess(opened, sought);
      commit = resolve(opened, wanted.text());
      if (commit == null && sought instanceof Fetched.Failed failed) {
        throw unreachable(opened, failed.reason());
      }
    }
    if (mirror.hasGrown()) {
      repositories.trimBeside(mirror.folder().path());
    }
    return commit;
  }

  /**
   * Removes all that is kept of a repository that may not be read any more; what was opened from it
   * fails. A repository on this machine stays as it is.
   */
  public void purge(RepositoryLocation location) {
    asked.remove(location);
    repositories.forgetMirror(location.location());
  }

  /** What nobody may read any more is not kept. */
  private void requireAccess(OpenRepositories.Opened opened, Fetched fetched) {
    if (fetched instanceof Fetched.Lost lost) {
      repositories.forget(opened);
      throw new RepositoryException(
          "repository " + opened.name() + " cannot be read: " + lost.reason());
    }
  }

  private static RepositoryException unreadable(OpenRepositories.Opened opened, IOException e) {
    return new RepositoryException(
        "repository " + opened.name() + " cannot be read: " + e.getMessage(), e);
  }

  private static RepositoryException unreachable(OpenRepositories.Opened opened, String reason) {
    return new RepositoryException(
        "repository "
            + opened.name()
            + " cannot be reached; check the URL and the access: "
            + reason);
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
                    submodules.whole(opened, parsed),
                    limits,
                    caches,
                    store,
                    before == null ? null : before.get());
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
        opened.mirror().isPresent() ? directory.resolve("hephaestus-index") : localIndex(directory);
    return new SourceStore(new SegmentFolder(folder, clock), caches, parsers);
  }

  private Path localIndex(Path gitDirectory) {
    return cacheDirectory
        .resolve("index")
        .resolve(SourceKey.of("", gitDirectory.toString()).name());
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
    sources.clear();
    latest.clear();
  }
}
