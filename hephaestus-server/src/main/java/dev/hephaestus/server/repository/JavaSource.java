package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * What one Java file declares.
 *
 * @param path its path
 * @param packageName its package, empty for the unnamed one
 * @param imports as written, without the keyword and semicolon: {@code java.util.List}, {@code
 *     static org.junit.Assert.*}
 * @param types all its types, nested, local and anonymous ones too, in the order of their position
 */
public record JavaSource(
    String path, String packageName, List<String> imports, List<TypeDeclaration> types) {

  public JavaSource {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(packageName, "packageName");
    imports = List.copyOf(imports);
    types = List.copyOf(types);
  }
}
