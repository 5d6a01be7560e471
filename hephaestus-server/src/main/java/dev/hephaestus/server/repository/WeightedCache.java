package dev.hephaestus.server.repository;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was used last, up to a weight.
 *
 * <p><i>Threads:</i> safe for use by many at once; values are made outside the lock, so that two
 * may make the same value and one of them is kept.
 */
final class WeightedCache<K, V> {

  private record Entry<V>(V value, long weight) {}

  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private final long capacity;
  private long used;

  WeightedCache(long capacity) {
    this.capacity = capacity;
  }

  V get(K key, long weight, Supplier<V> make) {
    V present = find(key);
    if (present != null) {
      return present;
    }
    V made = make.get();
    put(key, made, Math.max(1, weight));
    return made;
  }

  /** Drops what was made for such keys. */
  synchronized void removeIf(Predicate<K> dropped) {
    entries
        .entrySet()
        .removeIf(
            entry -> {
              boolean drop = dropped.test(entry.getKey());
              used -= drop ? entry.getValue().weight() : 0;
              return drop;
            });
  }

  /** What is kept for the key. */
  synchronized @Nullable V find(K key) {
    Entry<V> entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  private synchronized void put(K key, V value, long weight) {
    if (weight > capacity) {
      return;
    }
    Entry<V> replaced = entries.put(key, new Entry<>(value, weight));
    used += weight - (replaced == null ? 0 : replaced.weight());
    Iterator<Entry<V>> eldest = entries.values().iterator();
    while (used > capacity && eldest.hasNext()) {
      used -= eldest.next().weight();
      eldest.remove();
    }
  }
}
