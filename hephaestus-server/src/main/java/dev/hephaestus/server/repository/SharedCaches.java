package dev.hephaestus.server.repository;

import org.eclipse.jgit.lib.ObjectId;

/** What snapshots of all commits and repositories share, by the content it was made from. */
final class SharedCaches {

  /** Packages and names are read from both. */
  record Key(ObjectId blob, String path) {}

  final WeightedCache<ObjectId, byte[]> contents;
  final WeightedCache<Key, ParsedSource> parsed;
  final WeightedCache<Key, Boolean> tests;

  SharedCaches(SnapshotLimits limits) {
    contents = new WeightedCache<>(limits.cachedBytes());
    parsed = new WeightedCache<>(limits.cachedBytes());
    tests = new WeightedCache<>(20L * limits.files());
  }

  /** Drops everything: what a repository alone had cannot be told from what others have too. */
  void clear() {
    contents.removeIf(key -> true);
    parsed.removeIf(key -> true);
    tests.removeIf(key -> true);
  }
}
