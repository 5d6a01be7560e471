package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.FileMetadata;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import java.util.List;
import java.util.Optional;

/** Files as the virtual repository has them. */
public final class SnapshotFiles implements RepositoryFiles {
  private final VirtualRepository repository;

  public SnapshotFiles(VirtualRepository repository) {
    this.repository = repository;
  }

  @Override
  public Optional<byte[]> bytes(RepositoryLocation location, String commit, String path) {
    Snapshot snapshot = repository.snapshot(location, Optional.of(commit));
    return snapshot.file(path).map(file -> snapshot.bytes(file.path()));
  }

  @Override
  public Optional<String> head(RepositoryLocation location) {
    return Optional.of(repository.snapshot(location, Optional.empty()).commit());
  }

  @Override
  public List<String> owners(RepositoryLocation location, String commit, String path) {
    return repository
        .snapshot(location, Optional.of(commit))
        .metadata(path)
        .map(FileMetadata::owners)
        .orElse(List.of());
  }
}
