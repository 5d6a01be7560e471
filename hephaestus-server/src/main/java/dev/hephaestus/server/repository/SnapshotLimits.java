package dev.hephaestus.server.repository;

/**
 * How much of a repository is looked at.
 *
 * @param files how many files a snapshot lists at most; sources are kept before others, production
 *     code before tests, both before what is generated or vendored
 * @param fileBytes files larger than this are not listed
 * @param cachedBytes how much source the contents and the parse results kept in memory stand for,
 *     each
 */
public record SnapshotLimits(int files, long fileBytes, long cachedBytes) {

  /** 10,000 files of at most 1 MB each. */
  public static final SnapshotLimits DEFAULT = new SnapshotLimits(10_000, 1 << 20, 64L << 20);

  public SnapshotLimits {
    if (files < 1 || fileBytes < 1 || cachedBytes < 1) {
      throw new IllegalArgumentException("limits of a snapshot must be positive");
    }
  }
}
