package dev.hephaestus.server.repository;

import java.util.Objects;

/**
 * A file of a snapshot.
 *
 * @param path relative to the repository's root
 * @param blobId Git's id of its content
 * @param size bytes
 * @param test whether it belongs to the tests
 */
public record SourceFile(String path, String blobId, long size, boolean test) {

  public SourceFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(blobId, "blobId");
  }

  /** What it is written in. */
  public Language language() {
    return Language.of(path);
  }

  /** Whether its place says that a tool wrote it; what its head says is part of its metadata. */
  public boolean generated() {
    return ForeignSources.isGenerated(path);
  }

  /** Whether its place says that it came from another project. */
  public boolean vendored() {
    return ForeignSources.isVendored(path);
  }

  /** Whether it is Java source. */
  public boolean isJava() {
    return path.endsWith(".java");
  }
}
