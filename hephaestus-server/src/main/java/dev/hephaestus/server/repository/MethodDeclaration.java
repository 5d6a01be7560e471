package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * A method, a constructor ({@code <init>}) or an initializer ({@code <init>} or {@code <clinit>}).
 *
 * @param typeName binary name of the declaring type
 * @param name as a stack trace names it
 * @param path the file that declares it
 * @param parameters type and name, in order
 * @param returnType as written; empty for constructors and initializers
 * @param modifiers Java's keywords and annotations, as written
 * @param lines from its first modifier or annotation (its Javadoc left out) to its closing brace
 */
public record MethodDeclaration(
    String typeName,
    String name,
    String path,
    List<Parameter> parameters,
    String returnType,
    List<String> modifiers,
    LineRange lines) {

  /**
   * A parameter of a method.
   *
   * @param type as written
   * @param name its name
   */
  public record Parameter(String type, String name) {}

  public MethodDeclaration {
    Objects.requireNonNull(typeName, "typeName");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(lines, "lines");
    parameters = List.copyOf(parameters);
    modifiers = List.copyOf(modifiers);
  }

  /** Of what tells methods apart; they are looked up too often to hash all of one each time. */
  @Override
  public int hashCode() {
    return 31 * (31 * (31 * path.hashCode() + lines.first()) + typeName.hashCode())
        + name.hashCode();
  }

  /** {@code Cart.total}; {@code Cart.<init>} for a constructor. */
  public String symbol() {
    int last = typeName.length() - 2;
    int cut = Math.max(typeName.lastIndexOf('.', last), typeName.lastIndexOf('$', last));
    int other = Math.max(typeName.lastIndexOf('+', last), typeName.lastIndexOf(':', last));
    return typeName.substring(Math.max(cut, other) + 1) + "." + name;
  }
}
