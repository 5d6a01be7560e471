package dev.hephaestus.server.repository;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which sources were found broken, by their content and path, whatever the snapshot.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class BrokenSources {

  private static final int MOST = 20_000;

  private final Map<SourceKey, String> faults = new ConcurrentHashMap<>();

  /** Remembers a fault, where there is one. */
  void note(SourceKey key, Optional<String> found) {
    found
        .filter(fault -> faults.size() < MOST || faults.containsKey(key))
        .ifPresent(fault -> faults.put(key, fault));
  }

  Optional<String> fault(SourceKey key) {
    return Optional.ofNullable(faults.get(key));
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  void clear() {
    faults.clear();
  }
}
