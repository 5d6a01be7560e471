package dev.hephaestus.benchmarks.indexing;

import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SnapshotLimits;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Our snapshots, from the commit on: Git's objects are read and inflated, and bodies are kept for
 * calls, conditions, throws and log statements too, which the others do not do.
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
      return snapshot.files().parallelStream()
          .map(SourceFile::path)
          .flatMap(path -> snapshot.symbols(path).stream())
          .flatMap(symbols -> symbols.types().stream())
          .mapToLong(OurIndexer::count)
          .sum();
    }
  }

  private static long count(TypeDeclaration type) {
    return 1L + type.methods().size();
  }
}
