package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Parts as they are put together, each once. */
final class Packing {

  private static final Set<Kind> WHOLE = Set.of(Kind.METHOD, Kind.TEST);
  private static final Set<Kind> COVERED_BY_WHOLE =
      Set.of(Kind.METHOD, Kind.PARTIAL, Kind.CALLER, Kind.DECLARATION, Kind.TEST);

  private final List<Part> parts = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int tokens;

  /** Takes out of the queue, in its order, what fits below so many tokens in all. */
  void fill(List<Part> queue, int room) {
    for (Iterator<Part> each = queue.iterator(); each.hasNext(); ) {
      Part part = each.next();
      if (isShown(part)) {
        each.remove();
      } else if (fits(part, room)) {
        add(part);
        each.remove();
      }
    }
  }

  private boolean fits(Part part, int room) {
    // A part has at least a token for each of some letters: long ones need not be counted out.
    return part.text().length() / 40 <= room - tokens && tokens + part.tokens() <= room;
  }

  private void add(Part part) {
    parts.add(part);
    seen.add(key(part));
    tokens += part.tokens();
  }

  private boolean isShown(Part part) {
    return seen.contains(key(part))
        || (COVERED_BY_WHOLE.contains(part.kind())
            && parts.stream().anyMatch(other -> WHOLE.contains(other.kind()) && other.holds(part)));
  }

  private static String key(Part part) {
    return part.kind() + part.path() + part.lines() + part.text().hashCode();
  }

  int tokens() {
    return tokens;
  }

  PackedContext context() {
    return new PackedContext(tokens, parts);
  }
}
