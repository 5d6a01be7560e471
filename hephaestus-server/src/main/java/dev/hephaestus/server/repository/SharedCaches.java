package dev.hephaestus.server.repository;

import org.eclipse.jgit.lib.ObjectId;

/** What snapshots of all commits and repositories share, by the content it was made from. */
final class SharedCaches {

  /** Packages and names are read from both. */
  record Key(ObjectId blob, String path) {}

  final WeightedCache<ObjectId, byte[]> contents;
  final WeightedCache<SourceKey, EncodedSource> encoded;
  final DecodedSources decoded;
  final WeightedCache<Key, Boolean> tests;
  final BrokenSources broken = new BrokenSources();

  SharedCaches(SnapshotLimits limits) {
    contents = new WeightedCache<>(limits.cachedBytes());
    encoded = new WeightedCache<>(limits.cachedBytes());
    decoded = new DecodedSources(limits.cachedBytes());
    tests = new WeightedCache<>(20L * limits.files());
  }

  /** Drops everything: what a repository alone had cannot be told from what others have too. */
  void clear() {
    contents.removeIf(key -> true);
    encoded.removeIf(key -> true);
    decoded.clear();
    broken.clear();
    tests.removeIf(key -> true);
  }
}
