package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of a commit that may be looked at.
 *
 * @param files in the order of their paths
 * @param leftOut how many were left out for each reason
 */
record CommitFiles(List<Entry> files, Map<String, Integer> leftOut) {

  /** A regular file. */
  record Entry(String path, ObjectId blob, long size, boolean executable) {}

  CommitFiles {
    files = List.copyOf(files);
    leftOut = Map.copyOf(leftOut);
  }

  /** Every regular file with a name that is safe to write, however large. */
  static CommitFiles all(ObjectReader reader, RevCommit commit) throws IOException {
    List<Entry> files = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        String path = walk.getPathString();
        if (FileMode.SYMLINK.equals(mode)) {
          leftOut.merge("symbolic link", 1, Integer::sum);
        } else if (FileMode.GITLINK.equals(mode)) {
          leftOut.merge("submodule", 1, Integer::sum);
        } else if (!isSafe(path)) {
          leftOut.merge("unsafe name", 1, Integer::sum);
        } else {
          ObjectId blob = walk.getObjectId(0);
          try {
            long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
            files.add(new Entry(path, blob, size, FileMode.EXECUTABLE_FILE.equals(mode)));
          } catch (MissingObjectException absent) {
            leftOut.merge("content absent", 1, Integer::sum);
          }
        }
      }
    }
    return new CommitFiles(files, leftOut);
  }

  /** Those within the limits, Java sources before others. */
  CommitFiles within(SnapshotLimits limits) {
    Map<String, Integer> left = new TreeMap<>(leftOut);
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : files) {
      if (entry.size() <= limits.fileBytes()) {
        kept.add(entry);
      } else {
        left.merge("larger than " + limits.fileBytes() + " bytes", 1, Integer::sum);
      }
    }
    if (kept.size() > limits.files()) {
      left.put("more than " + limits.files() + " files", kept.size() - limits.files());
      kept.sort(Comparator.comparing(entry -> !entry.path().endsWith(".java")));
      kept = new ArrayList<>(kept.subList(0, limits.files()));
      kept.sort(Comparator.comparing(Entry::path));
    }
    return new CommitFiles(kept, left);
  }

  /** Git itself refuses such names too, but a repository need not have been written by Git. */
  private static boolean isSafe(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0) {
      return false;
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return false;
    }
    for (String name : path.split("/", -1)) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.isEmpty()
          || lower.equals(".")
          || lower.equals("..")
          || lower.equals(".git")
          || lower.equals("git~1")) {
        return false;
      }
    }
    return true;
  }
}
