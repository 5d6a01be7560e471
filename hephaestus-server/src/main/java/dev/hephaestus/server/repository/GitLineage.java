package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The history of a Git repository. */
final class GitLineage implements Lineage {

  private static final int MOST_TAGS = 200;
  private static final int MOST_COMMITS_SINCE = 20_000;

  private final Repository git;
  private final ObjectId head;
  private final ObjectReader reader;
  private final NamedFiles named;
  private final BlobReader blobs;

  /** Looks from a commit through files of these names, each at most as large as given. */
  GitLineage(Repository git, String head, Set<String> names, long largestFile) {
    this.git = git;
    this.head = ObjectId.fromString(head);
    this.reader = git.newObjectReader();
    this.named = new NamedFiles(reader, names);
    this.blobs = new BlobReader(reader, largestFile);
  }

  @Override
  public Stream<Glimpse> branch(int most) {
    RevWalk walk = new RevWalk(reader);
    walk.sort(RevSort.COMMIT_TIME_DESC);
    try {
      walk.markStart(walk.parseCommit(head));
    } catch (IOException e) {
      throw unreadable(e);
    }
    Set<List<NamedFiles.Named>> seen = new HashSet<>();
    Iterable<RevCommit> commits = () -> readable(walk);
    return StreamSupport.stream(commits.spliterator(), false)
        .limit(most)
        .filter(commit -> seen.add(files(commit)))
        .map(commit -> glimpse(commit, ""));
  }

  /** Ends where the history does, though Git may say that there is more of it elsewhere. */
  private static Iterator<RevCommit> readable(RevWalk walk) {
    return new Iterator<>() {
      private @Nullable RevCommit next = advance();

      private @Nullable RevCommit advance() {
        try {
          return walk.next();
        } catch (MissingObjectException | IncorrectObjectTypeException absent) {
          return null;
        } catch (IOException e) {
          throw unreadable(e);
        }
      }

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public RevCommit next() {
        RevCommit current = Objects.requireNonNull(next, "no more commits");
        next = advance();
        return current;
      }
    };
  }

  @Override
  public List<Glimpse> tagged(Predicate<String> name) {
    List<Glimpse> found = new ArrayList<>();
    try (RevWalk walk = new RevWalk(reader)) {
      for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
        String tag = ref.getName().substring(Constants.R_TAGS.length());
        if (found.size() < MOST_TAGS && name.test(tag)) {
          commit(walk, ref.getObjectId()).ifPresent(commit -> found.add(glimpse(commit, tag)));
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    found.sort(Comparator.comparing(Glimpse::time).reversed().thenComparing(Glimpse::tag));
    return List.copyOf(found);
  }

  private static Optional<RevCommit> commit(RevWalk walk, ObjectId id) throws IOException {
    try {
      return Optional.of(walk.parseCommit(id));
    } catch (MissingObjectException | IncorrectObjectTypeException notACommit) {
      return Optional.empty();
    }
  }

  @Override
  public List<Step> since(String commit, int most) {
    List<Step> steps = new ArrayList<>();
    try (RevWalk walk = new RevWalk(reader)) {
      walk.sort(RevSort.COMMIT_TIME_DESC);
      walk.markStart(walk.parseCommit(head));
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(commit)));
      Iterator<RevCommit> commits = readable(walk);
      for (int i = 0; commits.hasNext() && steps.size() < most && i < MOST_COMMITS_SINCE; i++) {
        RevCommit after = commits.next();
        if (isChange(walk, after)) {
          steps.add(new Step(glimpse(after, ""), before(walk, after)));
        }
      }
    } catch (MissingObjectException | IncorrectObjectTypeException shallow) {
      return List.copyOf(steps);
    } catch (IOException e) {
      throw unreadable(e);
    }
    return List.copyOf(steps);
  }

  private boolean isChange(RevWalk walk, RevCommit commit) throws IOException {
    for (RevCommit parent : commit.getParents()) {
      walk.parseHeaders(parent);
      if (files(parent).equals(files(commit))) {
        return false;
      }
    }
    return true;
  }

  private Snapshot before(RevWalk walk, RevCommit commit) throws IOException {
    if (commit.getParentCount() == 0) {
      return new PartialSnapshot(commit.name(), List.of(), blobs);
    }
    RevCommit parent = commit.getParent(0);
    walk.parseHeaders(parent);
    return new PartialSnapshot(parent.name(), files(parent), blobs);
  }

  private Glimpse glimpse(RevCommit commit, String tag) {
    return new Glimpse(
        commit.name(),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getShortMessage(),
        tag,
        new PartialSnapshot(commit.name(), files(commit), blobs));
  }

  private List<NamedFiles.Named> files(RevCommit commit) {
    try {
      return named.below(commit.getTree());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static RepositoryException unreadable(IOException e) {
    return new RepositoryException(
        "the history cannot be read; check the repository: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    reader.close();
  }
}
