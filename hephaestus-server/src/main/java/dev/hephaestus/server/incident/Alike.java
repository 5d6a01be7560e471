package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.StoredRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sightings of one node and fingerprint: each is counted, three are kept whole.
 *
 * @param nodeId whose they are
 * @param fingerprint what they have in common
 * @param title the first's exception and message, or its message
 * @param first the first that was stored
 * @param last the last that was stored
 * @param worst the first of those that say most
 * @param marks all of them, in the order in which they were stored; one at least
 */
public record Alike(
    String nodeId,
    Fingerprint fingerprint,
    String title,
    StoredRecord first,
    StoredRecord last,
    StoredRecord worst,
    List<Mark> marks) {

  public Alike {
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(worst, "worst");
    marks = List.copyOf(marks);
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("none of " + fingerprint);
    }
  }

  /** Those that were stored after a position, where there are any. */
  public Optional<Alike> after(long position) {
    if (marks.get(0).position() > position) {
      return Optional.of(this);
    }
    List<Mark> later = marks.stream().filter(mark -> mark.position() > position).toList();
    return later.isEmpty()
        ? Optional.empty()
        : Optional.of(new Alike(nodeId, fingerprint, title, first, last, worst, later));
  }

  /** One of those that are kept whole, where the position is one of theirs. */
  public Optional<StoredRecord> at(long position) {
    return List.of(first, last, worst).stream()
        .filter(record -> record.position() == position)
        .findFirst();
  }

  /** The rank of the worst. */
  public int worstRank() {
    return marks.stream().mapToInt(Mark::rank).max().orElseThrow();
  }
}
