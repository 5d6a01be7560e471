package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Compares trees by reading only the folders in which they differ. */
final class TreeChanges {

  private static final int MOST = 1_000;

  private TreeChanges() {}

  /**
   * The files with new content, by path; null when the trees differ in anything else, or in more
   * files than it pays to replace one by one.
   */
  static @Nullable Map<String, CommitFiles.Entry> contents(
      ObjectReader reader, AnyObjectId before, AnyObjectId after) {
    Map<String, CommitFiles.Entry> changed = new HashMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.setFilter(TreeFilter.ANY_DIFF);
      walk.setRecursive(true);
      walk.addTree(before);
      walk.addTree(after);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(1);
        boolean regular =
            FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        if (!regular || !mode.equals(walk.getFileMode(0)) || changed.size() == MOST) {
          return null;
        }
        ObjectId blob = walk.getObjectId(1);
        long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
        String path = walk.getPathString();
        boolean executable = FileMode.EXECUTABLE_FILE.equals(mode);
        changed.put(path, new CommitFiles.Entry(path, blob, size, executable));
      }
      return changed;
    } catch (IOException | RuntimeException damaged) {
      // The walk over the whole tree says what is wrong with it.
      return null;
    }
  }
}
