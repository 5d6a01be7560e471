package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the types of a file. */
final class DeclaredTypes {

  private final String path;

  private record Placed(int position, TypeDeclaration type) {}

  private final List<Placed> types = new ArrayList<>();
  private final List<MethodBody> bodies = new ArrayList<>();

  DeclaredTypes(String path) {
    this.path = path;
  }

  void add(TypeScope owner, MethodDeclaration method, BodyRecorder body) {
    owner.methods.add(method);
    bodies.add(body.finish(method));
  }

  /** A module that nothing stands in is none; Go's methods stand outside of their types. */
  void close(TypeScope scope) {
    boolean module = scope.kind == Kind.MODULE;
    Map<String, List<MethodDeclaration>> byOwner = new LinkedHashMap<>();
    byOwner.put(scope.binaryName, new ArrayList<>());
    for (MethodDeclaration method : scope.methods) {
      byOwner.computeIfAbsent(method.typeName(), key -> new ArrayList<>()).add(method);
    }
    List<MethodDeclaration> own = byOwner.remove(scope.binaryName);
    if (!module || !own.isEmpty() || !scope.fields.isEmpty()) {
      types.add(new Placed(scope.node.start(), declaration(scope, own)));
    }
    byOwner.forEach((owner, methods) -> give(owner, methods, scope));
  }

  private void give(String owner, List<MethodDeclaration> methods, TypeScope around) {
    for (int i = 0; i < types.size(); i++) {
      TypeDeclaration type = types.get(i).type();
      if (type.binaryName().equals(owner) && type.kind() != Kind.MODULE) {
        types.set(i, new Placed(types.get(i).position(), with(type, methods)));
        return;
      }
    }
    LineRange lines =
        new LineRange(
            methods.get(0).lines().first(), methods.get(methods.size() - 1).lines().last());
    types.add(
        new Placed(
            around.node.end(),
            new TypeDeclaration(
                owner, path, Kind.STRUCT, List.of(), List.of(), lines, methods, List.of())));
  }

  private static TypeDeclaration with(TypeDeclaration type, List<MethodDeclaration> more) {
    List<MethodDeclaration> methods = new ArrayList<>(type.methods());
    methods.addAll(more);
    return new TypeDeclaration(
        type.binaryName(),
        type.path(),
        type.kind(),
        type.modifiers(),
        type.supertypes(),
        type.lines(),
        methods,
        type.fields());
  }

  private TypeDeclaration declaration(TypeScope scope, List<MethodDeclaration> methods) {
    List<MethodDeclaration> inOrder = new ArrayList<>(methods);
    inOrder.sort(Comparator.comparingInt(method -> method.lines().first()));
    return new TypeDeclaration(
        scope.binaryName,
        path,
        scope.kind,
        scope.modifiers,
        scope.supertypes,
        lines(scope.node, scope.node),
        inOrder,
        scope.fields);
  }

  List<TypeDeclaration> declarations() {
    types.sort(Comparator.comparingInt(Placed::position));
    return types.stream().map(Placed::type).toList();
  }

  List<MethodBody> bodies() {
    bodies.sort(Comparator.comparingInt(body -> body.method().lines().first()));
    return bodies;
  }

  static LineRange lines(SyntaxNode first, SyntaxNode last) {
    return new LineRange(first.firstLine(), Math.max(first.firstLine(), last.lastLine()));
  }
}
