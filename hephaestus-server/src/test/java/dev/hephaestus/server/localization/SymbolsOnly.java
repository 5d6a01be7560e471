package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Language;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot that knows declarations and no text, in whatever language. */
final class SymbolsOnly implements Snapshot {

  private final Map<String, SourceSymbols> symbols = new LinkedHashMap<>();

  /**
   * A source with one type.
   *
   * @param methods {@code name first-last} each
   */
  SymbolsOnly with(String path, String packageName, String typeName, String... methods) {
    List<MethodDeclaration> declared = new ArrayList<>();
    for (String method : methods) {
      String[] parts = method.split("[ -](?=\\d)", -1);
      LineRange lines = new LineRange(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      declared.add(
          new MethodDeclaration(typeName, parts[0], path, List.of(), "", List.of(), lines));
    }
    TypeDeclaration type =
        new TypeDeclaration(
            typeName,
            path,
            TypeDeclaration.Kind.CLASS,
            List.of(),
            List.of(),
            new LineRange(1, 1000),
            declared,
            List.of());
    symbols.merge(
        path,
        new SourceSymbols(path, Language.of(path), packageName, List.of(), List.of(type)),
        (one, other) -> {
          List<TypeDeclaration> both = new ArrayList<>(one.types());
          both.addAll(other.types());
          return new SourceSymbols(path, one.language(), packageName, List.of(), both);
        });
    return this;
  }

  @Override
  public String commit() {
    return "0".repeat(40);
  }

  @Override
  public List<SourceFile> files() {
    return symbols.keySet().stream().map(path -> file(path).orElseThrow()).toList();
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return symbols.containsKey(path)
        ? Optional.of(new SourceFile(path, path, 1, path.startsWith("test/")))
        : Optional.empty();
  }

  @Override
  public byte[] bytes(String path) {
    return new byte[0];
  }

  @Override
  public String text(String path) {
    return "";
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return Optional.ofNullable(symbols.get(path));
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return List.of();
  }

  @Override
  public List<TypeDeclaration> types(String binaryName) {
    return symbols.values().stream()
        .flatMap(source -> source.types().stream())
        .filter(type -> type.binaryName().equals(binaryName))
        .toList();
  }

  @Override
  public void exportTo(Path folder) {
    throw new UnsupportedOperationException("it has no text");
  }
}
