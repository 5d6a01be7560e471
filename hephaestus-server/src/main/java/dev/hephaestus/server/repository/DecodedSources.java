package dev.hephaestus.server.repository;

/**
 * Sources that were read lately.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class DecodedSources {

  /** What a byte of the encoded form takes once all of it was read, about. */
  private static final int GROWTH = 8;

  private final WeightedCache<EncodedSource, DecodedSource> kept;

  DecodedSources(long bytes) {
    kept = new WeightedCache<>(bytes);
  }

  DecodedSource get(IndexedSource source) {
    return get(source.file().path(), source.encoded());
  }

  DecodedSource get(String path, EncodedSource encoded) {
    return kept.get(
        encoded, (long) GROWTH * encoded.length(), () -> new DecodedSource(path, encoded));
  }

  void clear() {
    kept.removeIf(key -> true);
  }
}
