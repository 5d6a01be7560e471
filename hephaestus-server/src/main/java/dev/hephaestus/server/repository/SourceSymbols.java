package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * What one source file declares.
 *
 * @param path its path
 * @param language what it is written in
 * @param packageName its package, namespace or module, with dots; empty for the unnamed one
 * @param imports as written, without the keyword and semicolon: {@code java.util.List}, {@code
 *     static org.junit.Assert.*}
 * @param types all its types, nested, local and anonymous ones too, in the order of their position;
 *     what stands outside of types belongs to one of kind {@link TypeDeclaration.Kind#MODULE}
 */
public record SourceSymbols(
    String path,
    Language language,
    String packageName,
    List<String> imports,
    List<TypeDeclaration> types) {

  public SourceSymbols {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(packageName, "packageName");
    imports = List.copyOf(imports);
    types = List.copyOf(types);
  }

  /** A file that declares nothing, or of which nothing could be read. */
  static SourceSymbols none(String path) {
    return new SourceSymbols(path, Language.of(path), "", List.of(), List.of());
  }
}
