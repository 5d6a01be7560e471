package dev.hephaestus.server.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The commits that led to one, with what each changed.
 *
 * <p><i>Shape:</i> all ancestors, newest first; a merge changes nothing by itself. Where a shallow
 * or partial clone ends, the history ends.
 *
 * <p><i>Threads:</i> safe for use by many at once; it is walked once as far as was asked for.
 */
final class CommitHistory {

  /** How far back is looked for the last change of a file. */
  static final int MOST = 1_000;

  /** Of a commit that moves a whole tree the first paths tell enough. */
  private static final int MOST_PATHS = 1_000;

  /** A tree may name itself over and over. */
  private static final int MOST_ENTRIES = 200_000;

  private static final int DEEPEST = 200;
  private static final int LONGEST_SUBJECT = 200;
  private static final long WALK_NANOS = 5_000_000_000L;

  private record Walked(int asked, List<Change> changes) {}

  private final Repository git;
  private final ObjectId start;
  private Walked walked = new Walked(0, List.of());
  private final Lazy<Map<String, Change>> lastChanges = new Lazy<>(this::lastChanges);

  CommitHistory(Repository git, ObjectId start) {
    this.git = git;
    this.start = start.copy();
  }

  synchronized List<Change> latest(int most) {
    int wanted = Math.min(most, MOST);
    if (wanted > walked.asked()) {
      walked = new Walked(wanted, walk(wanted));
    }
    List<Change> changes = walked.changes();
    return changes.subList(0, Math.max(0, Math.min(wanted, changes.size())));
  }

  Optional<Change> lastChange(String path) {
    return Optional.ofNullable(lastChanges.get().get(path));
  }

  private Map<String, Change> lastChanges() {
    Map<String, Change> last = new HashMap<>();
    for (Change change : latest(MOST)) {
      change.paths().forEach(path -> last.putIfAbsent(path, change));
    }
    return last;
  }

  private List<Change> walk(int most) {
    List<Change> changes = new ArrayList<>();
    long began = System.nanoTime();
    try (RevWalk commits = new RevWalk(git);
        TreeWalk trees = new TreeWalk(commits.getObjectReader())) {
      commits.markStart(commits.parseCommit(start));
      RevCommit commit = commits.next();
      while (commit != null) {
        changes.add(change(commit, paths(commit, commits, trees)));
        boolean enough = changes.size() == most || System.nanoTime() - began > WALK_NANOS;
        commit = enough ? null : commits.next();
      }
    } catch (IOException | RuntimeException endsHere) {
      // Absent and damaged objects end the history; what was read of it is true.
      return List.copyOf(changes);
    }
    return List.copyOf(changes);
  }

  private static List<String> paths(RevCommit commit, RevWalk commits, TreeWalk trees)
      throws IOException {
    if (commit.getParentCount() > 1) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    try {
      trees.reset();
      trees.setRecursive(false);
      trees.setFilter(TreeFilter.ANY_DIFF);
      if (commit.getParentCount() == 1) {
        trees.addTree(commits.parseCommit(commit.getParent(0)).getTree());
      } else {
        trees.addTree(new EmptyTreeIterator());
      }
      trees.addTree(commit.getTree());
      for (int left = MOST_ENTRIES; left > 0 && paths.size() < MOST_PATHS && trees.next(); left--) {
        if (!trees.isSubtree()) {
          paths.add(trees.getPathString());
        } else if (trees.getDepth() < DEEPEST) {
          trees.enterSubtree();
        }
      }
    } catch (MissingObjectException partial) {
      return List.of();
    }
    return paths;
  }

  private static Change change(RevCommit commit, List<String> paths) {
    PersonIdent author = commit.getAuthorIdent();
    String subject = commit.getShortMessage();
    return new Change(
        commit.name(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        author == null ? "" : author.getName(),
        subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())),
        paths);
  }
}
