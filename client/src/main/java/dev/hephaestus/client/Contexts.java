package dev.hephaestus.client;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The last records below the threshold of each errand, bounded by count each and by bytes
 * altogether; the errands that were quiet the longest go first.
 *
 * <p><em>Threads:</em> confined to the sender.
 */
final class Contexts {
  /** So many errands may be under way; their rings are small, but not nothing. */
  private static final int MAX_ERRANDS = 4096;

  // In order of use, the longest unused first.
  private final LinkedHashMap<String, ContextRing> rings = new LinkedHashMap<>(64, 0.75f, true);
  private final LongAdder passedOver = new LongAdder();
  private final long maxBytes;
  private int capacity;
  private long bytes;

  Contexts(int capacity, long maxBytes) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
  }

  void resize(int newCapacity) {
    capacity = newCapacity;
    for (Iterator<ContextRing> each = rings.values().iterator(); each.hasNext(); ) {
      ContextRing ring = each.next();
      bytes -= ring.shrinkTo(newCapacity);
      if (ring.isEmpty()) {
        each.remove();
      }
    }
  }

  void add(ClientRecord record) {
    if (capacity == 0) {
      passedOver.increment();
      return;
    }
    String errand = Errand.of(record);
    ContextRing ring = rings.get(errand);
    if (ring == null) {
      ring = new ContextRing(passedOver);
      rings.put(errand, ring);
    }
    bytes += ring.add(record);
    bytes -= ring.shrinkTo(capacity);
    while (bytes > maxBytes || rings.size() > MAX_ERRANDS) {
      evictQuietest();
    }
  }

  /** How many are kept now. */
  long kept() {
    return rings.values().stream().mapToLong(ContextRing::size).sum();
  }

  /** How many were forgotten, since no trigger came for them. Any thread. */
  long passedOver() {
    return passedOver.sum();
  }

  private void evictQuietest() {
    Iterator<Map.Entry<String, ContextRing>> quietest = rings.entrySet().iterator();
    ContextRing ring = quietest.next().getValue();
    bytes -= rings.size() > MAX_ERRANDS ? ring.shrinkTo(0) : ring.dropOldest();
    if (ring.isEmpty()) {
      quietest.remove();
    }
  }

  /** What came before the trigger for the same errand, oldest first; it is kept no longer. */
  Collection<ClientRecord> takeBefore(ClientRecord trigger) {
    ContextRing ring = rings.remove(Errand.of(trigger));
    if (ring == null) {
      return List.of();
    }
    bytes -= ring.roughBytes();
    return ring.records();
  }
}
