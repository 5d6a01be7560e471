package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Snapshot;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keeps the graph of a snapshot as long as the snapshot itself is in use.
 *
 * <p><i>Threads:</i> safe for use by many at once; of a snapshot that is new to it one builds the
 * graph and the others wait.
 */
final class CodeGraphs {

  private static final class Slot {
    private volatile @org.jspecify.annotations.Nullable CodeGraph graph;

    synchronized CodeGraph get(Snapshot snapshot) {
      CodeGraph present = graph;
      if (present == null) {
        present = CodeGraph.of(snapshot);
        graph = present;
      }
      return present;
    }
  }

  private final Map<Snapshot, Slot> slots = new WeakHashMap<>();

  CodeGraph of(Snapshot snapshot) {
    Slot slot;
    synchronized (slots) {
      slot = slots.computeIfAbsent(snapshot, each -> new Slot());
    }
    return slot.get(snapshot);
  }
}
