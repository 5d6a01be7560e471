package dev.hephaestus.server.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A commit of which only some files are shown. */
final class PartialSnapshot implements Snapshot {

  private final String commit;
  private final List<SourceFile> files;
  private final Map<String, SourceFile> byPath = new HashMap<>();
  private final BlobReader blobs;

  PartialSnapshot(String commit, List<NamedFiles.Named> named, BlobReader blobs) {
    this.commit = commit;
    this.blobs = blobs;
    List<SourceFile> listed = new ArrayList<>();
    for (NamedFiles.Named file : named) {
      blobs
          .size(file.blob())
          .ifPresent(
              size ->
                  listed.add(
                      new SourceFile(
                          file.path(), file.blob().name(), size, TestSources.byPath(file.path()))));
    }
    this.files = List.copyOf(listed);
    files.forEach(file -> byPath.put(file.path(), file));
  }

  @Override
  public String commit() {
    return commit;
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public byte[] bytes(String path) {
    return blobs.bytes(shown(path).blobId());
  }

  @Override
  public String text(String path) {
    SourceFile file = shown(path);
    return blobs.text(file.blobId(), file.size());
  }

  private SourceFile shown(String path) {
    return file(path)
        .orElseThrow(
            () -> new RepositoryException("file " + path + " of " + commit + " is not shown"));
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return source(path).map(file -> blobs.parsed(file).symbols());
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return source(path).map(file -> blobs.parsed(file).bodies()).orElse(List.of());
  }

  private Optional<SourceFile> source(String path) {
    return file(path).filter(file -> file.language().isSource());
  }

  /** The files of the class's name first; any other only where none of them declares it. */
  @Override
  public List<TypeDeclaration> types(String binaryName) {
    String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    List<TypeDeclaration> types = new ArrayList<>();
    for (boolean alike : new boolean[] {true, false}) {
      for (SourceFile file : types.isEmpty() ? files : List.<SourceFile>of()) {
        if (isCalled(file, simple) == alike) {
          symbols(file.path()).stream()
              .flatMap(source -> source.types().stream())
              .filter(type -> type.binaryName().equals(binaryName))
              .forEach(types::add);
        }
      }
    }
    return types;
  }

  private static boolean isCalled(SourceFile file, String simpleName) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    String plain = dot < 0 ? name : name.substring(0, dot);
    return simpleName.equals(plain) || simpleName.startsWith(plain + "$");
  }

  @Override
  public void exportTo(Path folder) {
    throw new RepositoryException(
        "commit " + commit + " is only partly shown and cannot be written to " + folder);
  }
}
