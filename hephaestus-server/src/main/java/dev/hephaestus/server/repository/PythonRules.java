package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Python: a file is a module, named by its path below the source root. */
final class PythonRules extends LanguageRules {

  private static final Set<String> SOURCE_ROOTS = Set.of("src", "lib", "python", "app-src");

  PythonRules() {
    role(Role.SKIP, "type decorator global_statement nonlocal_statement type_alias_statement");
    role(Role.SKIP, "import_statement import_from_statement future_import_statement");
    role(Role.TYPE, "class_definition");
    role(Role.FUNCTION, "function_definition");
    role(Role.LAMBDA, "lambda");
    role(Role.PARAMETER, "lambda_parameters as_pattern_target");
    role(Role.ASSIGNMENT, "assignment augmented_assignment named_expression");
    role(Role.CALL, "call");
    role(Role.THROW, "raise_statement");
    role(Role.RETURN, "return_statement");
    role(Role.LEAVE, "break_statement continue_statement");
    role(Role.BRANCH, "if_statement elif_clause conditional_expression assert_statement");
    role(Role.LOOP, "for_statement for_in_clause while_statement match_statement");
    role(Role.BLOCK, "block");
    role(Role.STRING, "string");
    role(Role.NAME, "identifier");
  }

  @Override
  Language language() {
    return Language.PYTHON;
  }

  @Override
  Role role(SyntaxNode node) {
    boolean loopVariable =
        node.field().equals("left") && node.isIn("for_statement", "for_in_clause");
    return loopVariable ? Role.PARAMETER : super.role(node);
  }

  @Override
  String packageName(String path, SyntaxNode root) {
    String module = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    int slash = module.indexOf('/');
    if (slash > 0 && SOURCE_ROOTS.contains(module.substring(0, slash))) {
      module = module.substring(slash + 1);
    }
    if (module.endsWith("/__init__")) {
      module = module.substring(0, module.length() - "/__init__".length());
    }
    int sourceRoot = module.lastIndexOf("/src/");
    return (sourceRoot < 0 ? module : module.substring(sourceRoot + "/src/".length()))
        .replace('/', '.');
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return packageName;
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    root.walk(
        node -> {
          if (node.is("import_statement", "import_from_statement", "future_import_statement")) {
            String from = node.textAt("module_name").replaceAll("\\s+", "");
            if (node.is("future_import_statement")) {
              from = "__future__";
            }
            String prefix = from.isEmpty() || from.endsWith(".") ? from : from + ".";
            node.allAt("name").forEach(name -> imports.add(prefix + name.text()));
            node.child("wildcard_import").ifPresent(all -> imports.add(prefix + "*"));
          }
          return true;
        });
    return imports;
  }

  @Override
  String nested(String outer, String name) {
    return outer + "." + name;
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    return node.at("superclasses").stream()
        .flatMap(list -> list.children("identifier", "attribute", "subscript").stream())
        .map(type -> type.text().replaceFirst("\\[.*", ""))
        .toList();
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    return true;
  }

  @Override
  String moduleCode() {
    return "<module>";
  }

  @Override
  String typeCode(String simpleName, boolean ofTheClass) {
    return simpleName;
  }

  @Override
  boolean runsAsOne(Kind kind) {
    return true;
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "expression_statement", "decorated_definition")
        || (node.is("block") && node.isIn("class_definition"));
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode node : function.at("parameters").map(SyntaxNode::children).orElse(List.of())) {
      node.find("identifier")
          .ifPresent(name -> parameters.add(new Parameter(node.textAt("type"), name.text())));
    }
    return parameters;
  }

  @Override
  String returnType(SyntaxNode function) {
    return function.textAt("return_type");
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    List<String> modifiers = new ArrayList<>();
    if (node.isIn("decorated_definition")) {
      beginning(node).children("decorator").forEach(each -> modifiers.add(each.text()));
    }
    node.child("async").ifPresent(async -> modifiers.add("async"));
    return modifiers;
  }

  @Override
  SyntaxNode beginning(SyntaxNode node) {
    return node.parent().filter(parent -> parent.is("decorated_definition")).orElse(node);
  }

  @Override
  boolean declaresByAssigning() {
    return true;
  }

  @Override
  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment.at("left").or(() -> assignment.at("name"));
  }

  @Override
  Optional<SyntaxNode> value(SyntaxNode assignment) {
    return assignment.at("right").or(() -> assignment.at("value"));
  }

  @Override
  Optional<String> field(SyntaxNode assignment) {
    return target(assignment)
        .filter(target -> target.is("attribute"))
        .filter(target -> target.at("object").filter(this::isSelf).isPresent())
        .map(target -> target.textAt("attribute"));
  }

  @Override
  boolean isSelf(SyntaxNode node) {
    return node.is("identifier") && (node.text().equals("self") || node.text().equals("cls"));
  }

  @Override
  String nameOf(SyntaxNode node) {
    return isSelf(node) ? "this" : super.nameOf(node);
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    if (!node.is("call")) {
      return Optional.empty();
    }
    Optional<SyntaxNode> function = node.at("function");
    List<SyntaxNode> arguments =
        node.at("arguments").map(list -> arguments(list)).orElse(List.of());
    return function.flatMap(callee -> call(callee, arguments));
  }

  private static List<SyntaxNode> arguments(SyntaxNode list) {
    return list.is("argument_list") ? list.children() : List.of(list);
  }

  private static Optional<CallSite> call(SyntaxNode callee, List<SyntaxNode> arguments) {
    String name = callee.is("attribute") ? callee.textAt("attribute") : callee.text();
    if (!callee.is("attribute", "identifier")) {
      return Optional.empty();
    }
    return Optional.of(
        isCapital(name)
            ? CallSite.making(name, arguments)
            : CallSite.of(name, callee.at("object"), arguments));
  }

  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    return super.thrown(node)
        .or(
            () ->
                node.child("identifier", "attribute")
                    .filter(type -> type.field().isEmpty())
                    .filter(type -> isCapital(CallSite.simple(type.text())))
                    .map(type -> new Thrown(type.text(), List.of())));
  }

  @Override
  Optional<SyntaxNode> condition(SyntaxNode node) {
    return super.condition(node)
        .or(
            () ->
                node.is("conditional_expression") && node.children().size() > 2
                    ? Optional.of(node.children().get(2))
                    : node.children().stream().filter(child -> !isWord(child)).findFirst());
  }

  @Override
  boolean isNameOfOther(SyntaxNode name) {
    return isSelf(name)
        || (name.isIn("keyword_argument") && name.field().equals("name"))
        || super.isNameOfOther(name);
  }

  @Override
  String[] memberAccess() {
    return new String[] {"attribute"};
  }
}
