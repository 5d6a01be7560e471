package dev.hephaestus.server.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a commit changed in a file, as a unified diff with three lines around each change.
 *
 * <p><i>Shape:</i> empty for merges, for what is no text, and for files too large to compare; cut
 * after a whole line where it is long.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class ChangeDiff {

  private static final int CONTEXT_LINES = 3;
  private static final int MOST_BYTES = 1 << 20;

  /** Comparing may take the product of both. */
  private static final int MOST_LINES = 20_000;

  private static final int LONGEST = 64 << 10;
  private static final int MOST_KEPT = 256;

  private final Repository git;
  private final Map<String, String> kept = new ConcurrentHashMap<>();

  ChangeDiff(Repository git) {
    this.git = git;
  }

  String of(Change change, String path) {
    if (!ObjectId.isId(change.commit()) || path.isEmpty()) {
      return "";
    }
    String key = change.commit() + path;
    String present = kept.get(key);
    if (present != null) {
      return present;
    }
    String made = make(ObjectId.fromString(change.commit()), path);
    if (kept.size() < MOST_KEPT) {
      kept.put(key, made);
    }
    return made;
  }

  private String make(ObjectId id, String path) {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(id);
      if (commit.getParentCount() > 1) {
        return "";
      }
      ObjectReader reader = walk.getObjectReader();
      ObjectId before =
          commit.getParentCount() == 0
              ? ObjectId.zeroId()
              : blob(reader, walk.parseCommit(commit.getParent(0)), path);
      ObjectId after = blob(reader, commit, path);
      return before.equals(after) ? "" : compare(reader, before, after, path);
    } catch (IOException | RuntimeException absentOrDamaged) {
      return "";
    }
  }

  private static ObjectId blob(ObjectReader reader, RevCommit commit, String path)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
      boolean file =
          walk != null
              && (walk.getFileMode(0).getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
      return walk != null && file ? walk.getObjectId(0) : ObjectId.zeroId();
    }
  }

  private static String compare(ObjectReader reader, ObjectId before, ObjectId after, String path)
      throws IOException {
    RawText old = text(reader, before);
    RawText fresh = text(reader, after);
    if (Math.max(old.size(), fresh.size()) > MOST_LINES) {
      return "";
    }
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, fresh);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(CONTEXT_LINES);
      formatter.format(edits, old, fresh);
      formatter.flush();
    }
    String body = out.toString(StandardCharsets.UTF_8);
    return edits.isEmpty()
        ? ""
        : cut(name("--- a/", before, path) + name("+++ b/", after, path) + body);
  }

  private static String name(String prefix, ObjectId blob, String path) {
    return ObjectId.zeroId().equals(blob)
        ? prefix.substring(0, 4) + "/dev/null\n"
        : prefix + path + "\n";
  }

  /** As UTF-8, whatever the file is written in. */
  private static RawText text(ObjectReader reader, ObjectId blob) throws IOException {
    if (ObjectId.zeroId().equals(blob)) {
      return RawText.EMPTY_TEXT;
    }
    ObjectLoader content = reader.open(blob, Constants.OBJ_BLOB);
    if (content.getSize() > MOST_BYTES) {
      throw new IOException("too large");
    }
    byte[] utf8 = SourceText.of(content.getCachedBytes()).text().getBytes(StandardCharsets.UTF_8);
    if (RawText.isBinary(utf8, utf8.length, true)) {
      throw new IOException("no text");
    }
    return new RawText(utf8);
  }

  private static String cut(String diff) {
    return diff.length() <= LONGEST ? diff : diff.substring(0, diff.lastIndexOf('\n', LONGEST) + 1);
  }
}
