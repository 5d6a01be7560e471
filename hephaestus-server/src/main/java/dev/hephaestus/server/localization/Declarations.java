package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields and the heads of types in the shape of methods, so that they can be suspected too. */
final class Declarations {

  /** No method can be called so. */
  private static final String HEAD = "class";

  private static final int LONGEST_HEAD = 40;

  private Declarations() {}

  /** The type from its first line to its first member: what it extends and implements. */
  static MethodDeclaration head(TypeDeclaration type) {
    int first = type.lines().first();
    int member =
        Stream.concat(
                type.methods().stream().map(MethodDeclaration::lines),
                type.fields().stream().map(FieldDeclaration::lines))
            .mapToInt(LineRange::first)
            .min()
            .orElse(type.lines().last() + 1);
    int last = Math.clamp(member - 1L, first, Math.min(type.lines().last(), first + LONGEST_HEAD));
    return new MethodDeclaration(
        type.binaryName(),
        HEAD,
        type.path(),
        List.of(),
        "",
        type.modifiers(),
        new LineRange(first, last));
  }

  static Optional<MethodDeclaration> field(TypeDeclaration type, String name) {
    return type.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .map(
            field ->
                new MethodDeclaration(
                    type.binaryName(),
                    name,
                    type.path(),
                    List.of(),
                    field.type(),
                    field.modifiers(),
                    field.lines()));
  }

  /** What is really declared there. */
  static Suspect.Kind kind(CodeGraph graph, MethodDeclaration method) {
    if (method.name().equals(HEAD)) {
      return Suspect.Kind.TYPE;
    }
    TypeDeclaration type = graph.type(method.typeName()).orElse(null);
    boolean field =
        type != null
            && type.fields().stream()
                .anyMatch(
                    each ->
                        each.lines().contains(method.lines().first())
                            && each.lines().contains(method.lines().last())
                            && (method.name().startsWith("<")
                                || each.name().equals(method.name())));
    return field ? Suspect.Kind.FIELD : Suspect.Kind.of(method);
  }
}
