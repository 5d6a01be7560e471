package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Go: a package is its folder, as import paths end; methods belong to their receiver's type. */
final class GoRules extends LanguageRules {

  GoRules() {
    role(Role.SKIP, "import_declaration package_clause type_identifier qualified_type type_alias");
    role(Role.SKIP, "pointer_type slice_type array_type map_type function_type generic_type");
    role(Role.SKIP, "channel_type type_arguments type_parameter_list type_elem");
    role(Role.TYPE, "type_spec");
    role(Role.FUNCTION, "function_declaration method_declaration method_elem");
    role(Role.LAMBDA, "func_literal");
    role(Role.VARIABLE, "var_spec const_spec short_var_declaration field_declaration");
    role(Role.PARAMETER, "parameter_declaration variadic_parameter_declaration");
    role(Role.ASSIGNMENT, "assignment_statement inc_statement dec_statement");
    role(Role.CALL, "call_expression");
    role(Role.RETURN, "return_statement");
    role(Role.LEAVE, "break_statement continue_statement goto_statement");
    role(Role.BRANCH, "if_statement");
    role(Role.LOOP, "for_statement expression_switch_statement type_switch_statement");
    role(Role.BLOCK, "statement_list");
    role(Role.STRING, "interpreted_string_literal raw_string_literal");
    role(Role.NAME, "identifier field_identifier");
  }

  @Override
  Language language() {
    return Language.GO;
  }

  @Override
  Role role(SyntaxNode node) {
    if (node.is("call_expression") && thrown(node).isPresent()) {
      return Role.THROW;
    }
    if (node.is("range_clause")) {
      return Role.VARIABLE;
    }
    return super.role(node);
  }

  @Override
  String packageName(String path, SyntaxNode root) {
    String name =
        root.child("package_clause")
            .flatMap(clause -> clause.child("package_identifier"))
            .map(SyntaxNode::text)
            .orElse("");
    int slash = path.lastIndexOf('/');
    return slash < 0 || name.equals("main") ? name : path.substring(0, slash);
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return packageName;
  }

  @Override
  String moduleCode() {
    return "init";
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    for (SyntaxNode declaration : root.children("import_declaration")) {
      declaration.each(
          node -> {
            if (node.is("import_spec")) {
              imports.add(node.text().replace("\"", "").replace("`", "").strip());
            }
          });
    }
    return imports;
  }

  @Override
  String nested(String outer, String name) {
    return outer + "." + name;
  }

  @Override
  Kind kind(SyntaxNode node) {
    String type = node.at("type").map(SyntaxNode::type).orElse("");
    return switch (type) {
      case "struct_type" -> Kind.STRUCT;
      case "interface_type" -> Kind.INTERFACE;
      default -> Kind.CLASS;
    };
  }

  /** What is embedded stands for inheritance. */
  @Override
  List<String> supertypes(SyntaxNode node) {
    List<String> embedded = new ArrayList<>();
    node.each(
        each -> {
          if (each.is("field_declaration") && each.at("name").isEmpty()) {
            embedded.add(type(each));
          } else if (each.is("type_elem") && each.isIn("interface_type")) {
            embedded.add(each.text());
          }
        });
    return embedded;
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "type_declaration", "struct_type", "interface_type")
        || node.is("field_declaration_list", "var_spec_list")
        || node.is("var_declaration", "const_declaration");
  }

  @Override
  String owner(SyntaxNode function, String around, String packageName) {
    return function
        .at("receiver")
        .flatMap(receiver -> receiver.find("type_identifier"))
        .map(type -> topLevel(packageName, type.text()))
        .orElse(around);
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode node : function.at("parameters").map(SyntaxNode::children).orElse(List.of())) {
      String type = (node.is("variadic_parameter_declaration") ? "..." : "") + type(node);
      List<SyntaxNode> names = node.allAt("name");
      if (names.isEmpty()) {
        parameters.add(new Parameter(type, ""));
      }
      names.forEach(name -> parameters.add(new Parameter(type, name.text())));
    }
    return parameters;
  }

  @Override
  String returnType(SyntaxNode function) {
    return function.textAt("result");
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    return List.of();
  }

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (node.is("short_var_declaration", "range_clause")) {
      return node.at("left").map(left -> names(left, "", node.at("right"))).orElse(List.of());
    }
    if (node.is("field_declaration") && node.at("name").isEmpty()) {
      String type = type(node);
      return List.of(new Declared(CallSite.simple(type), type, Optional.empty()));
    }
    return super.declared(node);
  }

  @Override
  boolean wrapsStatements(SyntaxNode node) {
    return node.is("block");
  }

  @Override
  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment.at("left").or(() -> assignment.children().stream().findFirst());
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    if (!node.is("call_expression")) {
      return Optional.empty();
    }
    List<SyntaxNode> arguments = node.at("arguments").map(SyntaxNode::children).orElse(List.of());
    return node.at("function").flatMap(callee -> call(callee, arguments));
  }

  private static Optional<CallSite> call(SyntaxNode callee, List<SyntaxNode> arguments) {
    if (callee.is("identifier")) {
      return Optional.of(CallSite.of(callee.text(), Optional.empty(), arguments));
    }
    return callee.is("selector_expression")
        ? Optional.of(CallSite.of(callee.textAt("field"), callee.at("operand"), arguments))
        : Optional.empty();
  }

  /** Panics, and where errors are made: what is logged is their text. */
  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    return call(node)
        .filter(
            call ->
                switch (call.name()) {
                  case "panic" -> call.receiver().isEmpty();
                  case "New" -> isOf(call, "errors");
                  case "Errorf" -> isOf(call, "fmt") || isOf(call, "errors");
                  default -> false;
                })
        .map(call -> new Thrown(call.name().equals("panic") ? "panic" : "error", call.arguments()));
  }

  private boolean isOf(CallSite call, String name) {
    return call.receiver().map(this::nameOf).filter(name::equals).isPresent();
  }

  @Override
  Optional<SyntaxNode> condition(SyntaxNode node) {
    return super.condition(node)
        .or(() -> node.child("range_clause").flatMap(range -> range.at("right")))
        .or(() -> node.child("for_clause").flatMap(clause -> clause.at("condition")));
  }

  @Override
  boolean capitalsAreTypes() {
    return false;
  }

  @Override
  String[] memberAccess() {
    return new String[] {"selector_expression"};
  }
}
