package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit with the commits of its submodules, each of which may be in a repository of its own.
 *
 * @param git where the commit is
 * @param commit the commit
 * @param parts its submodules, and theirs
 * @param notFollowed why others are not among the parts, by their path
 */
record WholeCommit(
    Repository git, RevCommit commit, List<Part> parts, Map<String, String> notFollowed) {

  /**
   * A submodule.
   *
   * @param path where its files belong
   * @param git where its commit is
   * @param commit its commit
   */
  record Part(String path, Repository git, RevCommit commit) {}

  WholeCommit {
    parts = List.copyOf(parts);
    notFollowed = Map.copyOf(notFollowed);
  }

  /** A commit of which no submodule is followed. */
  static WholeCommit alone(Repository git, RevCommit commit) {
    return new WholeCommit(git, commit, List.of(), Map.of());
  }

  /** Whether the two commits differ in nothing that is in a submodule. */
  boolean hasSamePartsAs(WholeCommit other) {
    return parts.equals(other.parts) && notFollowed.equals(other.notFollowed);
  }

  /** Reads the objects of all of them. */
  ObjectReader newReader() {
    if (parts.isEmpty()) {
      return git.newObjectReader();
    }
    List<ObjectReader> readers = new ArrayList<>();
    readers.add(git.newObjectReader());
    parts.stream().map(Part::git).distinct().map(Repository::newObjectReader).forEach(readers::add);
    return new PartsReader(readers);
  }

  /** Every regular file of all of them, however large. */
  CommitFiles files() throws IOException {
    CommitFiles own = all(git, commit);
    if (parts.isEmpty() && notFollowed.isEmpty()) {
      return own;
    }
    List<CommitFiles.Entry> files = new ArrayList<>(own.files());
    Map<String, LeftOut> leftOut = new HashMap<>();
    own.leftOut().forEach(left -> leftOut.put(left.path(), left));
    for (Part part : parts) {
      CommitFiles below = all(part.git(), part.commit());
      String prefix = part.path() + "/";
      leftOut.remove(part.path());
      below.files().forEach(file -> files.add(file.below(prefix)));
      below
          .leftOut()
          .forEach(
              left ->
                  leftOut.put(
                      prefix + left.path(), new LeftOut(prefix + left.path(), left.reason())));
    }
    notFollowed.forEach((path, reason) -> leftOut.put(path, new LeftOut(path, reason)));
    // A part's own part is listed by it, too, as one that is not followed.
    parts.forEach(part -> leftOut.remove(part.path()));
    files.sort(Comparator.comparing(CommitFiles.Entry::path));
    return new CommitFiles(
        files, leftOut.values().stream().sorted(Comparator.comparing(LeftOut::path)).toList());
  }

  private static CommitFiles all(Repository git, RevCommit commit) throws IOException {
    try (ObjectReader reader = git.newObjectReader()) {
      return CommitFiles.all(reader, commit);
    }
  }
}
