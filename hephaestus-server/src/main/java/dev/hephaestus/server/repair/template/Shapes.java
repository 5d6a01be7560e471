package dev.hephaestus.server.repair.template;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers the trees of what was drawn up, so that two ways to write the same change are tried
 * once.
 *
 * <p><i>Source:</i> Weimer et al. 2013 (AE: adaptive equality) prune equivalent patches likewise.
 *
 * <p><i>Threads:</i> for one thread.
 */
final class Shapes {
  private final Set<UUID> seen = new HashSet<>();

  /** Whether no sketch with this tree came before. */
  boolean isNew(Sketches.Sketch sketch) {
    String tree = new Shape().of(Sources.tree(sketch.text()));
    String whole = sketch.path() + "\n" + tree;
    return seen.add(UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)));
  }
}
