package dev.hephaestus.server.repair;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A snapshot of texts in memory; it parses nothing. */
public final class MemorySnapshot implements Snapshot {
  private final Map<String, String> texts;

  public MemorySnapshot(Map<String, String> texts) {
    this.texts = new TreeMap<>(texts);
  }

  @Override
  public String commit() {
    return "c0ffee".repeat(7).substring(0, 40);
  }

  @Override
  public List<SourceFile> files() {
    return texts.keySet().stream().map(this::describe).toList();
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return Optional.of(path).filter(texts::containsKey).map(this::describe);
  }

  private SourceFile describe(String path) {
    return new SourceFile(
        path,
        Integer.toHexString(text(path).hashCode()),
        bytes(path).length,
        path.contains("/test/"));
  }

  @Override
  public byte[] bytes(String path) {
    return text(path).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String text(String path) {
    return Objects.requireNonNull(texts.get(path), path);
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return Optional.empty();
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return List.of();
  }

  @Override
  public List<TypeDeclaration> types(String binaryName) {
    return List.of();
  }

  @Override
  public void exportTo(Path folder) {
    throw new UnsupportedOperationException("not needed here");
  }
}
