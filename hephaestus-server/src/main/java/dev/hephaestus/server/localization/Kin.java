package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods that are like a suspect: its overloads, what it overrides, what overrides it, and
 * those beside it in a small class. A fault in one is often one in the others too.
 */
final class Kin {

  private static final int SUSPECTS = 10;
  private static final int SUSPECTS_WITH_DECLARATIONS = 3;
  private static final int DECLARATIONS_OF_EACH = 3;
  private static final int MOST_OF_EACH = 8;
  private static final int SMALL_CLASSES = 3;
  private static final int METHODS_OF_A_SMALL_CLASS = 20;
  private static final int LINES_OF_A_SMALL_CLASS = 250;

  private final CodeGraph graph;
  private final Excerpts excerpts;

  Kin(CodeGraph graph, Excerpts excerpts) {
    this.graph = graph;
    this.excerpts = excerpts;
  }

  /** Whole methods, those like the first suspects first. */
  List<Part> of(List<Suspect> suspects) {
    Set<MethodDeclaration> kin = new LinkedHashSet<>();
    suspects.stream()
        .limit(SUSPECTS)
        .map(Suspect::method)
        .forEach(
            method -> {
              kin.addAll(first(overloads(method), MOST_OF_EACH));
              kin.addAll(first(related(method), MOST_OF_EACH));
            });
    suspects.stream()
        .map(suspect -> suspect.method().typeName())
        .distinct()
        .limit(SMALL_CLASSES)
        .flatMap(name -> graph.type(name).stream())
        .filter(Kin::isSmall)
        .forEach(type -> kin.addAll(type.methods()));
    List<Part> parts = new ArrayList<>();
    kin.forEach(method -> parts.add(excerpts.method(method, Kind.METHOD)));
    return parts;
  }

  /** The signatures of what the first suspects override and of what overrides them. */
  List<Part> declarations(List<Suspect> suspects) {
    Set<MethodDeclaration> known = new LinkedHashSet<>();
    suspects.forEach(suspect -> known.add(suspect.method()));
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    suspects.stream()
        .limit(SUSPECTS_WITH_DECLARATIONS)
        .forEach(suspect -> found.addAll(first(related(suspect.method()), DECLARATIONS_OF_EACH)));
    found.removeAll(known);
    return found.stream().map(excerpts::declaration).toList();
  }

  private static boolean isSmall(TypeDeclaration type) {
    return type.lines().length() <= LINES_OF_A_SMALL_CLASS
        && type.methods().size() <= METHODS_OF_A_SMALL_CLASS;
  }

  private List<MethodDeclaration> overloads(MethodDeclaration method) {
    return graph.type(method.typeName()).stream()
        .flatMap(type -> type.methods().stream())
        .filter(each -> each.name().equals(method.name()) && !each.equals(method))
        .toList();
  }

  /** What it overrides, the nearest first, then what overrides it. */
  private List<MethodDeclaration> related(MethodDeclaration method) {
    if (method.name().startsWith("<") || method.modifiers().contains("static")) {
      return List.of();
    }
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    graph.type(method.typeName()).stream()
        .flatMap(type -> graph.withSupertypes(type).stream())
        .flatMap(type -> type.methods().stream())
        .filter(each -> each.name().equals(method.name()))
        .filter(each -> each.parameters().size() == method.parameters().size())
        .filter(each -> !each.typeName().equals(method.typeName()))
        .forEach(found::add);
    found.addAll(graph.overrides(method));
    found.remove(method);
    return List.copyOf(found);
  }

  private static List<MethodDeclaration> first(Collection<MethodDeclaration> methods, int most) {
    return methods.stream().limit(most).toList();
  }
}
