package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SymbolIndex;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index of a snapshot as long as the snapshot itself is in use.
 *
 * <p><i>Threads:</i> safe for use by many at once; of a snapshot that is new to it one has the
 * index made and the others wait.
 */
final class CodeGraphs {

  private static final class Slot {
    private volatile @Nullable SymbolIndex index;

    synchronized SymbolIndex get(Snapshot snapshot) {
      SymbolIndex present = index;
      if (present == null) {
        present = snapshot.index();
        index = present;
      }
      return present;
    }
  }

  private final Map<Snapshot, Slot> slots = new WeakHashMap<>();

  /** A graph of its own for each question, which remembers what it looked up. */
  CodeGraph of(Snapshot snapshot) {
    Slot slot;
    synchronized (slots) {
      slot = slots.computeIfAbsent(snapshot, each -> new Slot());
    }
    return new CodeGraph(slot.get(snapshot));
  }
}
