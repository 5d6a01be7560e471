package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
 * @param leftOut the others, with their reasons, in the order of their paths
 */
record CommitFiles(List<Entry> files, List<LeftOut> leftOut) {

  /** A regular file. */
  record Entry(String path, ObjectId blob, long size, boolean executable) {

    /** The same file, below a folder. */
    Entry below(String prefix) {
      return new Entry(prefix + path, blob, size, executable);
    }
  }

  CommitFiles {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
  }

  /** Every regular file with a name that is safe to write, however large. */
  static CommitFiles all(ObjectReader reader, RevCommit commit) throws IOException {
    List<Entry> files = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        String path = walk.getPathString();
        if (FileMode.SYMLINK.equals(mode)) {
          leftOut.add(new LeftOut(printable(path), "symbolic link"));
        } else if (FileMode.GITLINK.equals(mode)) {
          leftOut.add(new LeftOut(printable(path), "submodule"));
        } else if (!isSafe(path)) {
          leftOut.add(new LeftOut(printable(path), "unsafe name"));
        } else {
          ObjectId blob = walk.getObjectId(0);
          try {
            long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
            files.add(new Entry(path, blob, size, FileMode.EXECUTABLE_FILE.equals(mode)));
          } catch (MissingObjectException absent) {
            leftOut.add(new LeftOut(printable(path), "content absent"));
          }
        }
      }
    }
    return new CommitFiles(files, leftOut);
  }

  /** Those within the limits, Java sources before others. */
  CommitFiles within(SnapshotLimits limits) {
    List<LeftOut> left = new ArrayList<>(leftOut);
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : files) {
      if (entry.size() <= limits.fileBytes()) {
        kept.add(entry);
      } else {
        left.add(new LeftOut(entry.path(), "larger than " + limits.fileBytes() + " bytes"));
      }
    }
    if (kept.size() > limits.files()) {
      kept.sort(Comparator.comparing(entry -> !entry.path().endsWith(".java")));
      kept.subList(limits.files(), kept.size())
          .forEach(
              entry ->
                  left.add(
                      new LeftOut(
                          entry.path(), "more than " + limits.files() + " files before it")));
      kept = new ArrayList<>(kept.subList(0, limits.files()));
      kept.sort(Comparator.comparing(Entry::path));
    }
    left.sort(Comparator.comparing(LeftOut::path));
    return new CommitFiles(kept, left);
  }

  private static String printable(String path) {
    return path.replaceAll("\\p{Cntrl}", "?");
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
