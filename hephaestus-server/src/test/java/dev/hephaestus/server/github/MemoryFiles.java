package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test says that a repository holds, at whatever commit. */
final class MemoryFiles implements RepositoryFiles {
  final Map<String, String> texts = new HashMap<>();
  Optional<String> head = Optional.empty();
  final Map<String, List<String>> owners = new HashMap<>();

  @Override
  public Optional<byte[]> bytes(RepositoryLocation location, String commit, String path) {
    return Optional.ofNullable(texts.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> head(RepositoryLocation location) {
    return head;
  }

  @Override
  public List<String> owners(RepositoryLocation location, String commit, String path) {
    return owners.getOrDefault(path, List.of());
  }
}
