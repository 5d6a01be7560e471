package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one language writes what all languages have: which of its nodes play which part, and where
 * names, parameters and arguments stand in them.
 *
 * <p><i>Shape:</i> what most grammars agree on is here; a language says what it does otherwise.
 *
 * <p><i>Threads:</i> stateless once made.
 */
abstract class LanguageRules {

  private final Map<String, Role> roles = new HashMap<>();

  /** The nodes of these types, separated by spaces, play this part. */
  final void role(Role role, String types) {
    for (String type : types.split(" ", -1)) {
      roles.put(type, role);
    }
  }

  abstract Language language();

  /** What a node means. */
  Role role(SyntaxNode node) {
    return roles.getOrDefault(node.type(), Role.NONE);
  }

  // The file

  /** The package that the first line of the file is in, where namespaces open others below. */
  String startPackage(String path, SyntaxNode root) {
    return packageName(path, root);
  }

  /** The package, namespace or module that the file says, or is found at. */
  abstract String packageName(String path, SyntaxNode root);

  abstract List<String> imports(SyntaxNode root);

  /** The type of what stands outside of types. */
  abstract String moduleName(String path, String packageName, SyntaxNode root);

  /** The name of a type in a package, or of a package in a package. */
  String topLevel(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  // Types

  String typeName(SyntaxNode node) {
    return node.textAt("name");
  }

  /** The name of a type in a type, as a stack trace has it. */
  abstract String nested(String outer, String name);

  /** The name of a type without a name, or in a function. */
  String local(String outer, String function, String name, int number) {
    return nested(outer, name.isEmpty() ? Integer.toString(number) : name);
  }

  Kind kind(SyntaxNode node) {
    if (node.type().contains("interface")) {
      return Kind.INTERFACE;
    }
    return node.type().contains("enum") ? Kind.ENUM : Kind.CLASS;
  }

  List<String> supertypes(SyntaxNode node) {
    return List.of();
  }

  /** Fields that a type's own node declares, such as a record's components. */
  List<SyntaxNode> components(SyntaxNode node) {
    return List.of();
  }

  /** Whether what the type's code is run for is the class, not an object of it. */
  boolean isStatic(SyntaxNode node) {
    return modifiers(node).contains("static");
  }

  /** What a stack trace calls the code that runs when a module is loaded. */
  String moduleCode() {
    return "<clinit>";
  }

  /** What a stack trace calls the code in a type that belongs to no function. */
  String typeCode(String simpleName, boolean ofTheClass) {
    return ofTheClass ? "<clinit>" : "<init>";
  }

  // Functions

  String functionName(SyntaxNode node) {
    return node.textAt("name");
  }

  /** The type that a function belongs to when it does not stand in it. */
  String owner(SyntaxNode function, String around, String packageName) {
    return around;
  }

  /** What a stack trace calls a function in a function. */
  String localFunction(String outer, String name) {
    return name;
  }

  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode list : function.allAt("parameters")) {
      for (SyntaxNode node : list.children()) {
        if (role(node) == Role.PARAMETER) {
          declared(node).forEach(each -> parameters.add(new Parameter(each.type(), each.name())));
        }
      }
    }
    return parameters;
  }

  String returnType(SyntaxNode function) {
    return "";
  }

  List<String> modifiers(SyntaxNode node) {
    return node.child("modifiers").stream()
        .flatMap(modifiers -> modifiers.children().stream())
        .map(SyntaxNode::text)
        .toList();
  }

  /** Where a declaration begins, with its annotations. */
  SyntaxNode beginning(SyntaxNode node) {
    return node;
  }

  /** What a function runs. */
  Optional<SyntaxNode> body(SyntaxNode function) {
    return function.at("body");
  }

  // Code

  /** The names that a node declares or assigns. */
  List<Declared> declared(SyntaxNode node) {
    List<Declared> declared = new ArrayList<>();
    for (SyntaxNode name : node.allAt("name")) {
      declared.addAll(names(name, type(node), node.at("value")));
    }
    return declared.isEmpty() ? names(node, type(node), Optional.empty()) : declared;
  }

  /** All names in a pattern, each given the value. */
  final List<Declared> names(SyntaxNode pattern, String type, Optional<SyntaxNode> value) {
    List<Declared> names = new ArrayList<>();
    pattern.walk(
        node -> {
          if (isName(node)) {
            names.add(new Declared(node.text(), type, value));
          }
          Role role = role(node);
          return node == pattern || (role != Role.SKIP && role != Role.CALL);
        });
    return names;
  }

  /** The type that a node says, as written. */
  String type(SyntaxNode node) {
    return node.textAt("type");
  }

  /** Whether an assignment to a name declares it. */
  boolean declaresByAssigning() {
    return false;
  }

  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment.at("left");
  }

  Optional<SyntaxNode> value(SyntaxNode assignment) {
    return assignment.at("right");
  }

  abstract Optional<CallSite> call(SyntaxNode node);

  /** What a throw makes; empty where it throws on what it was given. */
  Optional<Thrown> thrown(SyntaxNode node) {
    return node.children().stream()
        .filter(child -> role(child) == Role.CALL)
        .findFirst()
        .flatMap(this::call)
        .map(
            call ->
                new Thrown(call.made().isEmpty() ? call.name() : call.made(), call.arguments()));
  }

  /**
   * An exception that a statement makes.
   *
   * @param type its class as written
   * @param arguments what it is made with
   */
  record Thrown(String type, List<SyntaxNode> arguments) {}

  /** What a branch or a loop decides by. */
  Optional<SyntaxNode> condition(SyntaxNode node) {
    for (String place : List.of("condition", "value", "subject", "right")) {
      Optional<SyntaxNode> found = node.at(place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  final boolean isName(SyntaxNode node) {
    return role(node) == Role.NAME;
  }

  /** The name by which a receiver or a target goes; empty for what has none. */
  String nameOf(SyntaxNode node) {
    if (isName(node)) {
      return bare(node.text());
    }
    if (isSelf(node)) {
      return "this";
    }
    if (node.is("super", "super_expression", "base", "base_expression")) {
      return "super";
    }
    return member(node).map(SyntaxNode::text).map(this::bare).orElse("");
  }

  /** The object that the code belongs to. */
  boolean isSelf(SyntaxNode node) {
    return node.is("this", "self", "this_expression");
  }

  /** A name without what only marks it. */
  String bare(String name) {
    return name;
  }

  /** The last name of a chain of names. */
  Optional<SyntaxNode> member(SyntaxNode node) {
    for (String place : List.of("attribute", "field", "property", "name")) {
      Optional<SyntaxNode> found = node.at(place).filter(this::isName);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether a name with a capital and small letters is a class's. */
  boolean capitalsAreTypes() {
    return true;
  }

  /** Where a function or a type without a name stands, as names are made from it. */
  String place(String function, SyntaxNode node) {
    return function;
  }

  /** What accesses a member of an object. */
  abstract String[] memberAccess();

  /** Whether a name stands for a function that is called, or for an argument's name. */
  boolean isNameOfOther(SyntaxNode name) {
    if (isCallee(name)) {
      return true;
    }
    boolean member = name.isIn(memberAccess()) && !name.field().isEmpty() && isLast(name);
    return member && name.parent().filter(this::isCallee).isPresent();
  }

  private boolean isCallee(SyntaxNode node) {
    return (node.field().equals("function") || node.field().equals("method"))
        && node.parent().filter(parent -> call(parent).isPresent()).isPresent();
  }

  private static boolean isLast(SyntaxNode node) {
    List<SyntaxNode> siblings = node.parent().map(SyntaxNode::children).orElse(List.of(node));
    return siblings.get(siblings.size() - 1) == node;
  }

  /** A field that an assignment to a member of {@code this} brings into being. */
  Optional<String> field(SyntaxNode assignment) {
    return Optional.empty();
  }

  /** Whether all code between two declarations in a type runs as one. */
  boolean runsAsOne(Kind kind) {
    return kind == Kind.MODULE;
  }

  /** Whether assigning to it declares a variable of the function, or of the module. */
  boolean declaresLocal(SyntaxNode target) {
    return isName(target);
  }

  /** Whether a node without a meaning of its own has members in it. */
  boolean holdsMembers(SyntaxNode node) {
    return false;
  }

  /** What runs before a function's body: what a constructor hands on. */
  List<SyntaxNode> runBefore(SyntaxNode function) {
    return List.of();
  }

  /** Whether a node only holds the block that has the statements. */
  boolean wrapsStatements(SyntaxNode node) {
    return false;
  }

  /** Whether a branch consists of one statement, without a block around it. */
  boolean isLoneStatement(SyntaxNode child) {
    return (child.field().equals("consequence")
            || child.field().equals("alternative")
            || child.field().equals("body"))
        && role(child) != Role.BLOCK
        && !wrapsStatements(child);
  }

  /** Whether it is only a keyword. */
  final boolean isWord(SyntaxNode node) {
    return node.children().isEmpty() && node.text().equals(node.type());
  }

  static String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  static boolean isCapital(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
  }
}
