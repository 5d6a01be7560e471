package dev.hephaestus.client.spool;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the services of one user spool, each in a folder of its own: in the configured directory;
 * else below the user's state directory; else, as in a container without a home, in the one for
 * temporary files.
 *
 * <p><em>Source:</em> XDG Base Directory Specification for {@code XDG_STATE_HOME}.
 */
public final class SpoolRoot {
  private final Path folder;
  private final String prefix;

  private SpoolRoot(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** In the configured directory alone. */
  public static List<SpoolRoot> in(Path configured) {
    return List.of(new SpoolRoot(configured, ""));
  }

  /** The usual ones, the best first. */
  public static List<SpoolRoot> usual() {
    List<SpoolRoot> roots = new ArrayList<>();
    add(roots, "", stateHome(), "hephaestus", "spool");
    String user = simple(System.getProperty("user.name", ""));
    add(roots, "hephaestus-spool-" + user + "-", System.getProperty("java.io.tmpdir"));
    return roots;
  }

  /** Letters and digits of the text, as a part of a file's name. */
  public static String simple(String text) {
    String simple = text.replaceAll("[^A-Za-z0-9_-]", "_");
    return simple.substring(0, Math.min(simple.length(), 64));
  }

  /** The place of one service. */
  public Path of(String name) {
    return folder.resolve(prefix + name);
  }

  /** Whether a process that has ended left something there, of whatever service. */
  public boolean hasLeftOvers() {
    for (File service : below(folder.toFile())) {
      if (service.getName().startsWith(prefix) && hasOrphan(service)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOrphan(File service) {
    for (File epoch : below(service)) {
      if (hasSegment(epoch) && !EpochFolder.isOfTheLiving(epoch.toPath())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSegment(File epoch) {
    for (File file : below(epoch)) {
      if (file.getName().endsWith(Segment.SUFFIX)) {
        return true;
      }
    }
    return false;
  }

  private static File[] below(File directory) {
    File[] files = directory.listFiles();
    return files == null ? new File[0] : files;
  }

  private static @Nullable String stateHome() {
    boolean windows = File.separatorChar == '\\';
    String named = System.getenv(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    String home = System.getProperty("user.home", "");
    return home.length() < 2 ? null : home + (windows ? "\\AppData\\Local" : "/.local/state");
  }

  private static void add(
      List<SpoolRoot> roots, String prefix, @Nullable String root, String... below) {
    try {
      if (root != null && !root.isBlank()) {
        roots.add(new SpoolRoot(Path.of(root, below), prefix));
      }
    } catch (InvalidPathException unusable) {
      // The next place, then.
    }
  }
}
