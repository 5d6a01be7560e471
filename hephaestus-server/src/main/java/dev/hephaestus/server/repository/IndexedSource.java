package dev.hephaestus.server.repository;

/**
 * A source of a snapshot, and what was parsed from it.
 *
 * @param file which one
 * @param encoded what it declares and does
 */
record IndexedSource(SourceFile file, EncodedSource encoded) {

  /** Whether the other is of the same path and content, so that what was parsed is the same. */
  boolean isOf(SourceFile other) {
    return file.path().equals(other.path()) && file.blobId().equals(other.blobId());
  }
}
