package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

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
    return new CommitTree(reader).read(commit.getTree());
  }

  /** Those within the limits; what matters more to repairs is kept before the rest. */
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
      List<Entry> ranked = ranked(kept);
      for (Entry entry : ranked.subList(limits.files(), ranked.size())) {
        left.add(new LeftOut(entry.path(), "more than " + limits.files() + " files before it"));
      }
      kept = new ArrayList<>(ranked.subList(0, limits.files()));
      kept.sort(Comparator.comparing(Entry::path));
    }
    left.sort(Comparator.comparing(LeftOut::path));
    return new CommitFiles(kept, left);
  }

  private static List<Entry> ranked(List<Entry> entries) {
    Map<FileRank, List<Entry>> byRank = new EnumMap<>(FileRank.class);
    for (Entry entry : entries) {
      byRank.computeIfAbsent(FileRank.of(entry.path()), any -> new ArrayList<>()).add(entry);
    }
    return byRank.values().stream().flatMap(List::stream).toList();
  }

  /** The same files, some of them with other content. */
  CommitFiles with(Map<String, Entry> changed) {
    return new CommitFiles(
        files.stream().map(entry -> changed.getOrDefault(entry.path(), entry)).toList(), leftOut);
  }
}
