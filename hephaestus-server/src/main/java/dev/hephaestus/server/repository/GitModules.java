package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads the submodules that a commit names in {@code .gitmodules}. */
final class GitModules {
  private static final int MOST_BYTES = 256 << 10;
  private static final int MOST = 200;

  /**
   * A submodule.
   *
   * @param name what the repository calls it; anything
   * @param path where its files belong
   * @param url where it is, as it is written
   * @param commit the commit of it
   */
  record Entry(String name, String path, String url, ObjectId commit) {}

  private GitModules() {}

  /**
   * Those that the commit really has a commit of; none where the file or the tree cannot be read.
   */
  static List<Entry> of(ObjectReader reader, RevTree tree) throws IOException {
    String text;
    try {
      text = text(reader, tree);
    } catch (MissingObjectException absent) {
      return List.of();
    }
    Config config = new Config();
    try {
      config.fromText(text);
    } catch (ConfigInvalidException unreadable) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    for (String name : config.getSubsections("submodule")) {
      String path = config.getString("submodule", name, "path");
      String url = config.getString("submodule", name, "url");
      @Nullable ObjectId commit = path == null ? null : gitlink(reader, tree, path);
      if (path != null && url != null && commit != null && entries.size() < MOST) {
        entries.add(new Entry(name, path, url.strip(), commit));
      }
    }
    return entries;
  }

  private static String text(ObjectReader reader, RevTree tree) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, ".gitmodules", tree)) {
      if (walk == null || !FileMode.REGULAR_FILE.equals(walk.getFileMode(0))) {
        return "";
      }
      byte[] bytes = reader.open(walk.getObjectId(0)).getCachedBytes(MOST_BYTES);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (LargeObjectException tooLarge) {
      return "";
    }
  }

  private static @Nullable ObjectId gitlink(ObjectReader reader, RevTree tree, String path)
      throws IOException {
    if (path.isBlank() || path.startsWith("/") || path.endsWith("/")) {
      return null;
    }
    try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
      return walk != null && FileMode.GITLINK.equals(walk.getFileMode(0))
          ? walk.getObjectId(0)
          : null;
    } catch (IllegalArgumentException noPath) {
      return null;
    }
  }
}
