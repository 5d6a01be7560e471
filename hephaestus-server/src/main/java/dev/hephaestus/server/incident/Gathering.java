package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sightings on their way into a booking: like ones together, so that a storm of one error costs the
 * store what one of it costs.
 *
 * <p><i>Shape:</i> bounded, when what is full is booked before more is added.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class Gathering {
  private static final int MOST_SIGHTINGS = 300_000;
  private static final int MOST_GROUPS = 5_000;
  private static final long MOST_CHARACTERS = 32L << 20;
  private static final int CHARACTERS_A_FRAME = 100;

  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private int sightings;
  private long characters;

  private record Key(String nodeId, Fingerprint fingerprint) {}

  private static final class Group {
    final String title;
    final StoredRecord first;
    final List<Mark> marks = new ArrayList<>(1);
    StoredRecord last;
    StoredRecord worst;
    int worstRank;
    long lastWeight;
    long worstWeight;

    Group(String title, StoredRecord first, int rank, long weight) {
      this.title = title;
      this.first = first;
      this.last = first;
      this.worst = first;
      this.worstRank = rank;
      this.lastWeight = weight;
      this.worstWeight = weight;
    }

    Alike alike(Key key) {
      return new Alike(key.nodeId, key.fingerprint, title, first, last, worst, marks);
    }
  }

  /** Adds a sighting; the title is asked for when it is the first of its like. */
  void add(Sighting sighting) {
    add(sighting.record(), sighting.fingerprint(), sighting.threshold(), sighting::title);
  }

  void add(
      StoredRecord stored, Fingerprint fingerprint, Threshold threshold, Supplier<String> title) {
    LogRecord record = stored.record();
    int rank = Facts.rank(record);
    Mark mark = new Mark(stored.position(), record.time(), rank, stored.resource(), threshold);
    Key key = new Key(stored.session().nodeId(), fingerprint);
    long weight = weight(record);
    Group group = groups.get(key);
    if (group == null) {
      group = new Group(title.get(), stored, rank, weight);
      groups.put(key, group);
      characters += 3 * weight;
    } else {
      characters += weight - group.lastWeight;
      group.last = stored;
      group.lastWeight = weight;
      if (rank > group.worstRank) {
        characters += weight - group.worstWeight;
        group.worst = stored;
        group.worstWeight = weight;
        group.worstRank = rank;
      }
    }
    group.marks.add(mark);
    sightings++;
  }

  private static long weight(LogRecord record) {
    long weight = (long) record.message().length() + record.template().length();
    for (Thrown link = record.thrown(); link != null; link = link.cause()) {
      String message = link.message();
      weight += message == null ? 0 : message.length();
      weight += (long) CHARACTERS_A_FRAME * link.frames().size();
    }
    return weight;
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Whether there are so many that they are to be booked now. */
  boolean isFull() {
    return sightings >= MOST_SIGHTINGS
        || groups.size() >= MOST_GROUPS
        || characters >= MOST_CHARACTERS;
  }

  /** All of them, in the order in which the first of each was stored. */
  List<Alike> groups() {
    List<Alike> all = new ArrayList<>(groups.size());
    groups.forEach((key, group) -> all.add(group.alike(key)));
    return all;
  }
}
