package dev.hephaestus.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which values occur more than once, and the place each was given when it was first asked for. */
final class Places<T> {
  private final Map<T, Integer> counts = new HashMap<>();
  private final Map<T, Integer> places = new LinkedHashMap<>();

  void count(T value) {
    counts.put(value, counts.getOrDefault(value, 0) + 1);
  }

  boolean isRepeated(T value) {
    return counts.getOrDefault(value, 0) > 1;
  }

  /** From 1 on, in the order of the first request. */
  int of(T value) {
    Integer place = places.get(value);
    if (place == null) {
      place = places.size() + 1;
      places.put(value, place);
    }
    return place;
  }

  /** All that have a place, in its order. */
  Set<T> inOrder() {
    return places.keySet();
  }
}
