package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Reads a tree of any origin into the files that are safe to show, and says why of each other one.
 *
 * <p><i>Shape:</i> a tree need not have been written by Git: folders may be absent, damaged, or
 * repeat each other without end. It is read up to a depth and a number of entries.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class CommitTree {

  private static final int MOST_ENTRIES = 500_000;
  private static final int DEEPEST = 200;

  /** A tree object of this size has some hundred thousand entries. */
  private static final int MOST_TREE_BYTES = 32 << 20;

  private static final int MOST_TREES_KEPT = 5_000;
  private static final int LARGEST_TREE_KEPT = 4 << 10;

  private final ObjectReader reader;
  private final List<CommitFiles.Entry> files = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Set<String> folders = new HashSet<>();

  /** A tree may hold the same objects over and over; each is read once. */
  private final Map<AnyObjectId, byte[]> trees = new HashMap<>();

  private final Map<AnyObjectId, Long> sizes = new HashMap<>();
  private int entries;

  CommitTree(ObjectReader reader) {
    this.reader = reader;
  }

  CommitFiles read(AnyObjectId root) {
    readFolder("", root, 0);
    files.sort(Comparator.comparing(CommitFiles.Entry::path));
    List<CommitFiles.Entry> shown = distinct();
    leftOut.sort(Comparator.comparing(LeftOut::path));
    return new CommitFiles(shown, leftOut);
  }

  private void readFolder(String prefix, AnyObjectId tree, int depth) {
    try {
      byte[] content = content(tree);
      CanonicalTreeParser parser = new CanonicalTreeParser();
      for (parser.reset(content); !parser.eof(); parser.next()) {
        if (entries == MOST_ENTRIES) {
          leave(prefix + "…", "more than " + MOST_ENTRIES + " entries before it");
          return;
        }
        entries++;
        readEntry(prefix + parser.getEntryPathString(), parser, depth);
      }
    } catch (MissingObjectException absent) {
      leave(prefix, "content absent");
    } catch (LargeObjectException tooLarge) {
      leave(prefix, "folder too large");
    } catch (IOException | RuntimeException damaged) {
      leave(prefix, "folder cannot be read");
    }
  }

  private byte[] content(AnyObjectId tree) throws IOException {
    byte[] known = trees.get(tree);
    if (known != null) {
      return known;
    }
    byte[] content = reader.open(tree, Constants.OBJ_TREE).getCachedBytes(MOST_TREE_BYTES);
    if (trees.size() < MOST_TREES_KEPT && content.length <= LARGEST_TREE_KEPT) {
      trees.put(tree.copy(), content);
    }
    return content;
  }

  private void readEntry(String path, CanonicalTreeParser parser, int depth) {
    FileMode mode = parser.getEntryFileMode();
    String objection = SafeNames.objection(path);
    if (!objection.isEmpty()) {
      leave(path, objection);
    } else if (FileMode.SYMLINK.equals(mode)) {
      leave(path, "symbolic link");
    } else if (FileMode.GITLINK.equals(mode)) {
      leave(path, "submodule");
    } else if (FileMode.TREE.equals(mode)) {
      if (depth == DEEPEST) {
        leave(path, "more than " + DEEPEST + " folders deep");
      } else if (!folders.add(path)) {
        leave(path, "name given twice");
      } else {
        readFolder(path + "/", parser.getEntryObjectId(), depth + 1);
      }
    } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
      readFile(path, parser.getEntryObjectId(), FileMode.EXECUTABLE_FILE.equals(mode));
    } else {
      leave(path, "neither file nor folder");
    }
  }

  private void readFile(String path, ObjectId blob, boolean executable) {
    try {
      Long known = sizes.get(blob);
      long size = known == null ? reader.getObjectSize(blob, Constants.OBJ_BLOB) : known;
      sizes.put(blob, size);
      files.add(new CommitFiles.Entry(path, blob, size, executable));
    } catch (MissingObjectException absent) {
      leave(path, "content absent");
    } catch (IOException damaged) {
      leave(path, "content cannot be read");
    }
  }

  /** A name is shown once; names that differ by case are shown, for they are files of their own. */
  private List<CommitFiles.Entry> distinct() {
    List<CommitFiles.Entry> distinct = new ArrayList<>(files.size());
    Map<String, String> byLowerCase = new HashMap<>();
    String before = "";
    for (CommitFiles.Entry file : files) {
      String path = file.path();
      if (path.equals(before) || folders.contains(path)) {
        leave(path, "name given twice");
        continue;
      }
      before = path;
      distinct.add(file);
      String first = byLowerCase.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
      if (first != null) {
        leave(path, "shown, but differs from " + first + " by case only");
      }
    }
    return distinct;
  }

  private void leave(String path, String reason) {
    String printable = path.isEmpty() ? "/" : path.replaceAll("\\p{Cntrl}", "?");
    leftOut.add(
        new LeftOut(
            printable.length() > 300 ? printable.substring(0, 300) + "…" : printable, reason));
  }
}
