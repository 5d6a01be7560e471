package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * A field, an enum constant or a record component.
 *
 * @param name its name
 * @param type as written; empty for an enum constant
 * @param modifiers Java's keywords, as written
 * @param lines of its declaration
 */
public record FieldDeclaration(String name, String type, List<String> modifiers, LineRange lines) {

  public FieldDeclaration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(lines, "lines");
    modifiers = List.copyOf(modifiers);
  }
}
