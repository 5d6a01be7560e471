package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type whose members are being read. */
final class TypeScope {

  final String binaryName;
  final Kind kind;
  final List<String> modifiers;
  final List<String> supertypes;
  final SyntaxNode node;
  final List<MethodDeclaration> methods = new ArrayList<>();
  final List<FieldDeclaration> fields = new ArrayList<>();
  private final Map<String, Integer> locals = new HashMap<>();

  /** Whether its code runs when it is loaded, as an object's does that there is one of. */
  boolean ofTheClass;

  TypeScope(
      String binaryName,
      Kind kind,
      List<String> modifiers,
      List<String> supertypes,
      SyntaxNode node) {
    this.binaryName = binaryName;
    this.kind = kind;
    this.modifiers = modifiers;
    this.supertypes = supertypes;
    this.node = node;
  }

  private Optional<FunctionScope> code = Optional.empty();
  private LineRange codeLines = new LineRange(1, 1);

  /** The code that has been read since the last declaration. */
  Optional<FunctionScope> code() {
    return code;
  }

  LineRange codeLines() {
    return codeLines;
  }

  void run(FunctionScope function, SyntaxNode from) {
    LineRange lines = CodeReader.lines(from);
    codeLines =
        code.isPresent()
            ? new LineRange(codeLines.first(), Math.max(codeLines.last(), lines.last()))
            : lines;
    code = Optional.of(function);
  }

  void codeDone() {
    code = Optional.empty();
  }

  int nextLocal(String function, String name) {
    return locals.merge(function + "/" + name, 1, Integer::sum);
  }

  /** The first declaration of a name counts; what assigns it again does not declare it. */
  void add(String name, String type, List<String> fieldModifiers, LineRange lines) {
    if (!name.isEmpty() && fields.stream().noneMatch(field -> field.name().equals(name))) {
      fields.add(new FieldDeclaration(name, type, fieldModifiers, lines));
    }
  }
}
