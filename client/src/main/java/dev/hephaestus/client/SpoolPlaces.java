package dev.hephaestus.client;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's processes spool: in the configured directory; else below the user's state
 * directory; else, as in a container without a home, in the one for temporary files.
 *
 * <p><em>Source:</em> XDG Base Directory Specification for {@code XDG_STATE_HOME}; Fowler, Noll and
 * Vo for the hash.
 */
final class SpoolPlaces {
  private SpoolPlaces() {}

  /**
   * @param service the service's name, which may not be a configured one
   */
  static List<Path> of(ClientConfiguration configuration, String service) {
    String name = name(configuration, service);
    if (configuration.spoolDirectory.isPresent()) {
      return List.of(configuration.spoolDirectory.get().resolve(name));
    }
    List<Path> places = new ArrayList<>();
    add(places, stateHome(), "hephaestus", "spool", name);
    String user = simple(System.getProperty("user.name", ""));
    add(places, System.getProperty("java.io.tmpdir"), "hephaestus-spool-" + user + "-" + name);
    return places;
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

  private static void add(List<Path> places, @Nullable String root, String... below) {
    try {
      if (root != null && !root.isBlank()) {
        places.add(Path.of(root, below));
      }
    } catch (InvalidPathException unusable) {
      // The next place, then.
    }
  }

  /** The same for every process of a node, and of no other. */
  private static String name(ClientConfiguration configuration, String service) {
    String node = service + '\0' + configuration.repository + '\0' + configuration.directory;
    return simple(service) + "-" + Long.toHexString(hash(node));
  }

  /** FNV-1a: a digest of the JDK's has all security providers looked at, while an error waits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static String simple(String text) {
    String simple = text.replaceAll("[^A-Za-z0-9_-]", "_");
    return simple.substring(0, Math.min(simple.length(), 64));
  }
}
