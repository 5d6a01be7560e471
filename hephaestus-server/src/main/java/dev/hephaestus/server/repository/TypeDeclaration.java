package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * A class, interface, enum, record or annotation type.
 *
 * @param binaryName as a stack trace names it, {@code shop.Cart$Line}, {@code shop.Cart$1}
 * @param path the file that declares it
 * @param kind which of them
 * @param modifiers Java's keywords, as written
 * @param supertypes the names after extends and implements, as written, without type arguments
 * @param lines from its Javadoc or first modifier to its closing brace
 * @param methods methods, constructors and initializers, in order
 * @param fields fields, enum constants and record components, in order
 */
public record TypeDeclaration(
    String binaryName,
    String path,
    Kind kind,
    List<String> modifiers,
    List<String> supertypes,
    LineRange lines,
    List<MethodDeclaration> methods,
    List<FieldDeclaration> fields) {

  /** What sort of type. */
  public enum Kind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION,
    /** Kotlin's and Scala's objects, Ruby's modules. */
    OBJECT,
    TRAIT,
    STRUCT,
    /** What stands in a file outside of any type. */
    MODULE
  }

  public TypeDeclaration {
    Objects.requireNonNull(binaryName, "binaryName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(lines, "lines");
    modifiers = List.copyOf(modifiers);
    supertypes = List.copyOf(supertypes);
    methods = List.copyOf(methods);
    fields = List.copyOf(fields);
  }

  /** The name without package and enclosing types. */
  public String simpleName() {
    // The last character is of the name: Scala's objects end with a dollar.
    int last = binaryName.length() - 2;
    int cut = Math.max(binaryName.lastIndexOf('$', last), binaryName.lastIndexOf('.', last));
    int other = Math.max(binaryName.lastIndexOf('+', last), binaryName.lastIndexOf(':', last));
    return binaryName.substring(Math.max(cut, other) + 1);
  }
}
