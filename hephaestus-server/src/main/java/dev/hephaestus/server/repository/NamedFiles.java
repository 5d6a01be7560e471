package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Finds the files of certain names in trees, reading each folder once however many commits share
 * it.
 */
final class NamedFiles {

  private static final int DEEPEST = 64;
  private static final int MOST_FILES = 200;
  private static final int MOST_FOLDERS = 400_000;

  /** A file, by its path from the folder that it was found in. */
  record Named(String path, ObjectId blob) {}

  private final ObjectReader reader;
  private final Set<String> names;
  private final Map<ObjectId, List<Named>> found = new HashMap<>();

  NamedFiles(ObjectReader reader, Set<String> names) {
    this.reader = reader;
    this.names = Set.copyOf(names);
  }

  /** Those below a tree, in Git's order; none where its objects are absent. */
  List<Named> below(ObjectId tree) throws IOException {
    return below(tree, 0);
  }

  private List<Named> below(ObjectId tree, int depth) throws IOException {
    List<Named> known = found.get(tree);
    if (known != null) {
      return known;
    }
    List<Named> files = new ArrayList<>();
    try {
      CanonicalTreeParser parser = new CanonicalTreeParser();
      for (parser.reset(reader, tree); !parser.eof(); parser.next()) {
        collect(parser, depth, files);
      }
    } catch (MissingObjectException partial) {
      return List.of();
    }
    List<Named> kept = List.copyOf(files.subList(0, Math.min(MOST_FILES, files.size())));
    if (found.size() < MOST_FOLDERS) {
      found.put(tree.copy(), kept);
    }
    return kept;
  }

  private void collect(CanonicalTreeParser parser, int depth, List<Named> files)
      throws IOException {
    FileMode mode = parser.getEntryFileMode();
    if (FileMode.TREE.equals(mode) && depth < DEEPEST) {
      List<Named> inside = below(parser.getEntryObjectId(), depth + 1);
      if (!inside.isEmpty()) {
        String folder = parser.getEntryPathString() + "/";
        inside.forEach(file -> files.add(new Named(folder + file.path(), file.blob())));
      }
    } else if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
      String name = parser.getEntryPathString();
      if (names.contains(name)) {
        files.add(new Named(name, parser.getEntryObjectId()));
      }
    }
  }
}
