package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import java.util.Objects;

/**
 * A suspicious place, mostly a method.
 *
 * @param rank from 1
 * @param kind what is declared there
 * @param method the method; a field or the head of a type in a method's shape: name, file and lines
 *     are those of the field, or {@code class} and the lines above the type's first member
 * @param score how suspicious, above 0 and at most 1; comparable within one localization only
 * @param why the reasons, strongest first, each a short phrase for people
 */
public record Suspect(
    int rank, Kind kind, MethodDeclaration method, double score, List<String> why) {

  /** What sort of declaration is suspected. */
  public enum Kind {
    METHOD,
    CONSTRUCTOR,
    INITIALIZER,
    FIELD,
    /** A type that lacks something: a member, an interface. */
    TYPE;

    static Kind of(MethodDeclaration method) {
      return switch (method.name()) {
        case "<init>" -> CONSTRUCTOR;
        case "<clinit>" -> INITIALIZER;
        default -> METHOD;
      };
    }
  }

  public Suspect {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(method, "method");
    why = List.copyOf(why);
  }

  /** A suspicious method, constructor or initializer. */
  public Suspect(int rank, MethodDeclaration method, double score, List<String> why) {
    this(rank, Kind.of(method), method, score, why);
  }

  Suspect of(Kind other) {
    return new Suspect(rank, other, method, score, why);
  }
}
