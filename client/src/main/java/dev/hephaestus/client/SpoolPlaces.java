package dev.hephaestus.client;

import dev.hephaestus.client.spool.SpoolRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a service's processes spool: the same for every process of a node, and of no other.
 *
 * <p><em>Source:</em> Fowler, Noll and Vo for the hash.
 */
final class SpoolPlaces {
  private SpoolPlaces() {}

  /**
   * The best first.
   *
   * @param service the service's name, which may not be a configured one
   */
  static List<Path> of(ClientConfiguration configuration, String service) {
    String node = service + '\0' + configuration.repository + '\0' + configuration.directory;
    String name = SpoolRoot.simple(service) + "-" + Long.toHexString(hash(node));
    List<Path> places = new ArrayList<>();
    for (SpoolRoot root : roots(configuration)) {
      places.add(root.of(name));
    }
    return places;
  }

  private static List<SpoolRoot> roots(ClientConfiguration configuration) {
    return configuration.spoolDirectory.isPresent()
        ? SpoolRoot.in(configuration.spoolDirectory.get())
        : SpoolRoot.usual();
  }

  /** FNV-1a: a digest of the JDK's has all security providers looked at, while an error waits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
