package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** C#, with the names that its compiler gives to types and accessors. */
final class CSharpRules extends LanguageRules {

  private static final Map<String, String> OPERATORS =
      Map.of(
          "+", "op_Addition",
          "-", "op_Subtraction",
          "*", "op_Multiply",
          "/", "op_Division",
          "%", "op_Modulus",
          "==", "op_Equality",
          "!=", "op_Inequality",
          "<", "op_LessThan",
          ">", "op_GreaterThan",
          "!", "op_LogicalNot");

  CSharpRules() {
    role(Role.SKIP, "using_directive attribute_list base_list type_parameter_list modifier");
    role(Role.SKIP, "type_parameter_constraints_clause type_argument_list predefined_type");
    role(Role.SKIP, "generic_name array_type nullable_type implicit_type delegate_declaration");
    role(Role.SKIP, "extern_alias_directive global_attribute file_scoped_namespace_declaration");
    role(Role.TYPE, "class_declaration interface_declaration enum_declaration");
    role(Role.TYPE, "record_declaration struct_declaration record_struct_declaration");
    role(Role.NAMESPACE, "namespace_declaration");
    role(Role.FUNCTION, "method_declaration constructor_declaration destructor_declaration");
    role(Role.FUNCTION, "operator_declaration conversion_operator_declaration");
    role(Role.FUNCTION, "local_function_statement accessor_declaration");
    role(Role.LAMBDA, "lambda_expression anonymous_method_expression");
    role(Role.VARIABLE, "variable_declaration property_declaration enum_member_declaration");
    role(Role.PARAMETER, "parameter implicit_parameter catch_declaration declaration_pattern");
    role(Role.ASSIGNMENT, "assignment_expression postfix_unary_expression");
    role(Role.ASSIGNMENT, "prefix_unary_expression");
    role(Role.CALL, "invocation_expression object_creation_expression constructor_initializer");
    role(Role.THROW, "throw_statement throw_expression");
    role(Role.RETURN, "return_statement");
    role(Role.LEAVE, "break_statement continue_statement goto_statement");
    role(Role.BRANCH, "if_statement conditional_expression");
    role(Role.LOOP, "for_statement foreach_statement while_statement do_statement");
    role(Role.LOOP, "switch_statement switch_expression");
    role(Role.BLOCK, "block");
    role(Role.STRING, "string_literal verbatim_string_literal raw_string_literal");
    role(Role.STRING, "interpolated_string_expression");
    role(Role.NAME, "identifier");
  }

  @Override
  Language language() {
    return Language.CSHARP;
  }

  @Override
  Role role(SyntaxNode node) {
    return switch (node.type()) {
      case "arrow_expression_clause" ->
          node.isIn("property_declaration", "indexer_declaration") ? Role.FUNCTION : Role.NONE;
      case "postfix_unary_expression", "prefix_unary_expression" ->
          node.text().matches("(?s)(\\+\\+|--).*|.*(\\+\\+|--)") ? Role.ASSIGNMENT : Role.NONE;
      case "identifier", "qualified_name" ->
          isType(node) ? Role.SKIP : loopVariable(node) ? Role.PARAMETER : super.role(node);
      default -> super.role(node);
    };
  }

  private static boolean isType(SyntaxNode node) {
    return (node.field().equals("type") || node.field().equals("returns"))
        && !node.isIn("argument");
  }

  private static boolean loopVariable(SyntaxNode node) {
    return node.field().equals("left") && node.isIn("foreach_statement");
  }

  // The file

  @Override
  String packageName(String path, SyntaxNode root) {
    return root.child("file_scoped_namespace_declaration", "namespace_declaration")
        .map(node -> node.textAt("name"))
        .orElse("");
  }

  @Override
  String startPackage(String path, SyntaxNode root) {
    return root.child("file_scoped_namespace_declaration")
        .map(node -> node.textAt("name"))
        .orElse("");
  }

  /** Where the compiler puts statements that stand outside of types. */
  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return "Program";
  }

  @Override
  String moduleCode() {
    return "<Main>$";
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    root.walk(
        node -> {
          if (node.is("using_directive")) {
            imports.add(
                node.text().replaceFirst("^(global\\s+)?using\\s+", "").replace(";", "").strip());
          }
          return node.is("compilation_unit", "namespace_declaration", "declaration_list")
              || node.is("file_scoped_namespace_declaration");
        });
    return imports;
  }

  // Types

  @Override
  String nested(String outer, String name) {
    return outer + "+" + name;
  }

  @Override
  Kind kind(SyntaxNode node) {
    return switch (node.type()) {
      case "record_declaration" -> node.child("struct").isPresent() ? Kind.STRUCT : Kind.RECORD;
      case "struct_declaration", "record_struct_declaration" -> Kind.STRUCT;
      default -> super.kind(node);
    };
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    return node.child("base_list").map(SyntaxNode::children).orElse(List.of()).stream()
        .filter(each -> !each.is("argument_list"))
        .map(type -> type.text().replaceFirst("(?s)[<(].*", ""))
        .toList();
  }

  @Override
  List<SyntaxNode> components(SyntaxNode node) {
    return node.type().startsWith("record")
        ? node.child("parameter_list").map(list -> list.children("parameter")).orElse(List.of())
        : List.of();
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "declaration_list", "enum_member_declaration_list", "accessor_list")
        || node.is("field_declaration", "event_field_declaration", "indexer_declaration");
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    List<String> modifiers = modifiers(node);
    return modifiers.contains("static") || modifiers.contains("const");
  }

  // Functions

  @Override
  String functionName(SyntaxNode node) {
    return switch (node.type()) {
      case "constructor_declaration" -> modifiers(node).contains("static") ? "<clinit>" : "<init>";
      case "destructor_declaration" -> "Finalize";
      case "operator_declaration", "conversion_operator_declaration" ->
          node.at("operator")
              .map(each -> OPERATORS.getOrDefault(each.text(), each.text()))
              .orElse(node.child("implicit").isPresent() ? "op_Implicit" : "op_Explicit");
      case "arrow_expression_clause" -> "get_" + property(node);
      case "accessor_declaration" ->
          node.at("body").isPresent() ? node.textAt("name") + "_" + property(node) : "";
      default -> node.textAt("name");
    };
  }

  private static String property(SyntaxNode accessor) {
    SyntaxNode around = accessor.parent().orElse(accessor);
    SyntaxNode property = around.is("accessor_list") ? around.parent().orElse(around) : around;
    return property.is("indexer_declaration") ? "Item" : property.textAt("name");
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    SyntaxNode list = function.at("parameters").orElse(function);
    List<Parameter> parameters = new ArrayList<>();
    if (list == function) {
      return parameters;
    }
    for (SyntaxNode node : list.children("parameter")) {
      parameters.add(new Parameter(type(node), node.textAt("name")));
    }
    // What is declared with params has no node of its own.
    list.at("name").ifPresent(name -> parameters.add(new Parameter(type(list), name.text())));
    return parameters;
  }

  @Override
  String returnType(SyntaxNode function) {
    return function.at("returns").or(() -> function.at("type")).map(SyntaxNode::text).orElse("");
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    List<String> modifiers = new ArrayList<>();
    SyntaxNode declaration = beginning(node);
    declaration.children("attribute_list").forEach(each -> modifiers.add(each.text()));
    declaration.children("modifier").forEach(each -> modifiers.add(each.text()));
    return modifiers;
  }

  @Override
  SyntaxNode beginning(SyntaxNode node) {
    return node.parent()
        .filter(parent -> node.is("variable_declaration"))
        .filter(parent -> parent.is("field_declaration", "event_field_declaration"))
        .orElse(node);
  }

  @Override
  Optional<SyntaxNode> body(SyntaxNode function) {
    return function.is("arrow_expression_clause")
        ? function.children().stream().findFirst()
        : function.at("body");
  }

  @Override
  List<SyntaxNode> runBefore(SyntaxNode function) {
    return function.children("constructor_initializer");
  }

  // Code

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (node.is("variable_declaration")) {
      List<Declared> declared = new ArrayList<>();
      for (SyntaxNode each : node.children("variable_declarator")) {
        List<SyntaxNode> parts = each.children();
        Optional<SyntaxNode> value =
            parts.size() < 2 ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
        declared.add(new Declared(each.textAt("name"), type(node), value));
      }
      return declared;
    }
    if (node.is("identifier", "implicit_parameter")) {
      return List.of(new Declared(node.text(), "", Optional.empty()));
    }
    String name = node.textAt("name");
    Optional<SyntaxNode> value =
        node.at("value").filter(each -> !each.is("arrow_expression_clause"));
    return name.isEmpty() ? List.of() : List.of(new Declared(name, type(node), value));
  }

  @Override
  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment
        .at("left")
        .or(() -> assignment.children().stream().filter(this::named).findFirst());
  }

  private boolean named(SyntaxNode node) {
    return !nameOf(node).isEmpty();
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    List<SyntaxNode> arguments =
        node.at("arguments")
            .or(() -> node.child("argument_list"))
            .map(list -> list.children("argument"))
            .orElse(List.of());
    return switch (node.type()) {
      case "object_creation_expression" ->
          node.at("type").map(type -> CallSite.making(type.text(), arguments));
      case "constructor_initializer" ->
          Optional.of(CallSite.of("<init>", node.children().stream().findFirst(), arguments));
      case "invocation_expression" ->
          node.at("function").flatMap(callee -> call(node, callee, arguments));
      default -> Optional.empty();
    };
  }

  private static Optional<CallSite> call(
      SyntaxNode node, SyntaxNode callee, List<SyntaxNode> arguments) {
    return switch (callee.type()) {
      case "identifier", "generic_name" ->
          Optional.of(CallSite.of(raw(callee), Optional.empty(), arguments));
      case "member_access_expression" ->
          callee.at("name").map(name -> CallSite.of(raw(name), callee.at("expression"), arguments));
      case "member_binding_expression" ->
          callee.at("name").map(name -> CallSite.of(raw(name), before(node), arguments));
      default -> Optional.empty();
    };
  }

  /** What stands before the question mark. */
  private static Optional<SyntaxNode> before(SyntaxNode call) {
    return call.parent()
        .filter(parent -> parent.is("conditional_access_expression"))
        .flatMap(parent -> parent.at("condition"));
  }

  private static String raw(SyntaxNode name) {
    return name.text().replaceFirst("(?s)<.*", "");
  }

  @Override
  Optional<SyntaxNode> condition(SyntaxNode node) {
    return super.condition(node)
        .or(() -> node.children().stream().filter(child -> !isWord(child)).findFirst());
  }

  private static final Set<String> NAMED = Set.of("argument", "attribute_argument");

  @Override
  boolean isNameOfOther(SyntaxNode name) {
    boolean labels =
        name.field().equals("name")
            && name.parent().filter(p -> NAMED.contains(p.type())).isPresent();
    return labels || super.isNameOfOther(name);
  }

  @Override
  boolean capitalsAreTypes() {
    return false;
  }

  @Override
  String[] memberAccess() {
    return new String[] {"member_access_expression"};
  }
}
