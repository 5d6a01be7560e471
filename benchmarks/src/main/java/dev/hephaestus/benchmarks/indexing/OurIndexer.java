package dev.hephaestus.benchmarks.indexing;

import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SnapshotLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Our snapshots, from the commit on: Git's objects are read and inflated, and bodies are kept for
 * calls, conditions, throws and log statements too, which the others do not do. All is encoded,
 * made findable by name and written to disk; what is counted is read back from that.
 */
final class OurIndexer implements Indexer {

  private final Path repository;
  private final Path scratch;

  OurIndexer(Path repository, Path scratch) {
    this.repository = repository;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public long index(SourceTree tree) throws IOException {
    SnapshotLimits limits =
        new SnapshotLimits(
            tree.files().size() + 1,
            SnapshotLimits.DEFAULT.fileBytes(),
            SnapshotLimits.DEFAULT.cachedBytes());
    try (GitRepositories repositories =
        new GitRepositories(Files.createTempDirectory(scratch, "cache"), limits)) {
      Snapshot snapshot =
          repositories.snapshot(RepositoryLocation.of(repository.toString()), Optional.empty());
      return snapshot.index().bodies().count();
    }
  }
}
