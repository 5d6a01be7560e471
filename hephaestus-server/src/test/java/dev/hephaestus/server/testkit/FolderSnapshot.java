package dev.hephaestus.server.testkit;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.SourceText;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A snapshot of files in memory, which declares no types. */
public final class FolderSnapshot implements Snapshot {
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Set<String> submodules = new HashSet<>();

  /** Of texts by path. */
  public static FolderSnapshot of(Map<String, String> texts) {
    FolderSnapshot snapshot = new FolderSnapshot();
    texts.forEach((p, text) -> snapshot.contents.put(p, text.getBytes(StandardCharsets.UTF_8)));
    return snapshot;
  }

  /** Of bytes by path. */
  public static FolderSnapshot ofBytes(Map<String, byte[]> files) {
    FolderSnapshot snapshot = new FolderSnapshot();
    snapshot.contents.putAll(files);
    return snapshot;
  }

  /** Of every file below a folder, but for Git's own. */
  public static FolderSnapshot read(Path folder) {
    FolderSnapshot snapshot = new FolderSnapshot();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (!path.startsWith(".git/")) {
          snapshot.contents.put(path, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return snapshot;
  }

  /** The same, with the files below a path in a submodule. */
  public FolderSnapshot submodule(String prefix) {
    submodules.add(prefix);
    return this;
  }

  @Override
  public boolean isSubmodule(String path) {
    return submodules.stream().anyMatch(path::startsWith);
  }

  @Override
  public String commit() {
    return "0123456789012345678901234567890123456789";
  }

  @Override
  public List<SourceFile> files() {
    return contents.entrySet().stream()
        .map(
            entry ->
                new SourceFile(
                    entry.getKey(),
                    Integer.toHexString(java.util.Arrays.hashCode(entry.getValue())),
                    entry.getValue().length,
                    entry.getKey().matches("(.*/)?(test|tests)/.*")))
        .toList();
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return files().stream().filter(file -> file.path().equals(path)).findFirst();
  }

  @Override
  public byte[] bytes(String path) {
    return Objects.requireNonNull(contents.get(path), path).clone();
  }

  @Override
  public String text(String path) {
    return SourceText.of(bytes(path)).text();
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
    contents.forEach(
        (path, bytes) -> {
          try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
