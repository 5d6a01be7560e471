package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scala, with the names that its compilers give to classes and methods on the JVM. */
final class ScalaRules extends LanguageRules {

  private static final Map<Character, String> OPERATORS =
      Map.ofEntries(
          Map.entry('+', "$plus"),
          Map.entry('-', "$minus"),
          Map.entry('*', "$times"),
          Map.entry('/', "$div"),
          Map.entry('=', "$eq"),
          Map.entry('<', "$less"),
          Map.entry('>', "$greater"),
          Map.entry('!', "$bang"),
          Map.entry('?', "$qmark"),
          Map.entry('&', "$amp"),
          Map.entry('|', "$bar"),
          Map.entry(':', "$colon"),
          Map.entry('%', "$percent"),
          Map.entry('^', "$up"),
          Map.entry('~', "$tilde"),
          Map.entry('#', "$hash"),
          Map.entry('@', "$at"),
          Map.entry('\\', "$bslash"));

  ScalaRules() {
    role(Role.SKIP, "import_declaration annotation modifiers type_identifier generic_type");
    role(Role.SKIP, "type_parameters type_arguments type_definition function_type access_modifier");
    role(Role.SKIP, "extends_clause derives_clause stable_type_identifier compound_type");
    role(Role.TYPE, "class_definition object_definition trait_definition enum_definition");
    role(Role.TYPE, "package_object given_definition");
    role(Role.FUNCTION, "function_definition function_declaration class_parameters");
    role(Role.LAMBDA, "lambda_expression");
    role(Role.VARIABLE, "val_definition var_definition val_declaration var_declaration");
    role(Role.VARIABLE, "simple_enum_case full_enum_case");
    role(Role.PARAMETER, "parameter class_parameter binding");
    role(Role.ASSIGNMENT, "assignment_expression");
    role(Role.CALL, "call_expression instance_expression");
    role(Role.THROW, "throw_expression");
    role(Role.RETURN, "return_expression");
    role(Role.BRANCH, "if_expression");
    role(Role.LOOP, "while_expression do_while_expression for_expression match_expression");
    role(Role.BLOCK, "block indented_block");
    role(Role.STRING, "string interpolated_string");
    role(Role.NAME, "identifier");
  }

  @Override
  Language language() {
    return Language.SCALA;
  }

  @Override
  Role role(SyntaxNode node) {
    return switch (node.type()) {
      case "package_clause" -> node.at("body").isPresent() ? Role.NAMESPACE : Role.SKIP;
      case "instance_expression" -> node.child("template_body").isPresent() ? Role.TYPE : Role.CALL;
      case "call_expression" -> thrown(node).isPresent() ? Role.THROW : Role.CALL;
      case "identifier" -> node.field().equals("interpolator") ? Role.SKIP : pattern(node);
      case "function_definition", "function_declaration" ->
          node.at("name").isPresent() ? Role.FUNCTION : Role.NONE;
      default -> super.role(node);
    };
  }

  private static Role pattern(SyntaxNode node) {
    boolean bound =
        (node.field().equals("pattern") && node.isIn("case_clause"))
            || (node.isIn("enumerator") && node.parent().get().children().get(0) == node);
    return bound ? Role.PARAMETER : Role.NAME;
  }

  // The file

  @Override
  String packageName(String path, SyntaxNode root) {
    return root.children("package_clause").stream()
        .filter(clause -> clause.at("body").isEmpty())
        .map(clause -> clause.textAt("name").replaceAll("[\\s`]", ""))
        .collect(Collectors.joining("."));
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    root.walk(
        node -> {
          if (node.is("import_declaration")) {
            imports.addAll(split(node.text().replaceFirst("^import\\s+", "")));
          }
          return node.is("compilation_unit", "package_clause", "template_body")
              || !node.children("import_declaration").isEmpty();
        });
    return imports;
  }

  /** {@code a.B, c.{D, E}} is two. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && (depth == 0 || i == text.length())) {
        parts.add(text.substring(from, i).replaceAll("\\s+", " ").strip());
        from = i + 1;
      }
    }
    return parts;
  }

  /** Where Scala 3 puts what stands outside of types. */
  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return topLevel(packageName, fileName(path) + "$package$");
  }

  // Types

  @Override
  String typeName(SyntaxNode node) {
    String name = encoded(node.textAt("name"));
    return switch (node.type()) {
      case "object_definition" -> name + "$";
      case "package_object" -> name + ".package$";
      case "instance_expression" -> "";
      case "given_definition" -> name.isEmpty() ? "given" : name + "$";
      default -> name;
    };
  }

  @Override
  String nested(String outer, String name) {
    return outer.endsWith("$") ? outer + name : outer + "$" + name;
  }

  @Override
  String local(String outer, String function, String name, int number) {
    return name.isEmpty() ? outer + "$$anon$" + number : nested(outer, name) + "$" + number;
  }

  @Override
  Kind kind(SyntaxNode node) {
    return switch (node.type()) {
      case "object_definition", "package_object", "given_definition" -> Kind.OBJECT;
      case "trait_definition" -> Kind.TRAIT;
      default -> super.kind(node);
    };
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    List<SyntaxNode> above =
        node.is("instance_expression")
            ? node.children("type_identifier", "generic_type")
            : node.at("extend").map(SyntaxNode::children).orElse(List.of());
    return above.stream()
        .filter(each -> role(each) == Role.SKIP)
        .map(type -> type.text().replaceFirst("(?s)\\[.*", ""))
        .toList();
  }

  @Override
  List<SyntaxNode> components(SyntaxNode node) {
    return node.children("class_parameters").stream()
        .flatMap(list -> list.children("class_parameter").stream())
        .toList();
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    return node.is("object_definition", "package_object");
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "template_body", "with_template_body", "enum_body")
        || node.is("extension_definition", "enum_case_definitions");
  }

  // Functions

  @Override
  String functionName(SyntaxNode node) {
    String name = node.textAt("name");
    return node.is("class_parameters") || name.equals("this") ? "<init>" : encoded(name);
  }

  private static String encoded(String name) {
    String plain = name.replace("`", "");
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      encoded.append(OPERATORS.getOrDefault(c, String.valueOf(c)));
    }
    return encoded.toString();
  }

  @Override
  String localFunction(String outer, String name) {
    return outer.startsWith("<") ? name : name + "$1";
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    List<SyntaxNode> lists =
        function.is("class_parameters") ? List.of(function) : function.allAt("parameters");
    for (SyntaxNode list : lists) {
      for (SyntaxNode node : list.children("parameter", "class_parameter")) {
        parameters.add(new Parameter(type(node), node.textAt("name")));
      }
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
    node.children("annotation").forEach(each -> modifiers.add(each.text()));
    modifiers.addAll(super.modifiers(node));
    node.child("case").ifPresent(each -> modifiers.add("case"));
    return modifiers;
  }

  // Code

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (node.is("identifier")) {
      return List.of(new Declared(node.text(), "", Optional.empty()));
    }
    Optional<SyntaxNode> pattern = node.at("pattern");
    return pattern.isPresent()
        ? names(pattern.get(), type(node), node.at("value"))
        : super.declared(node);
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    List<SyntaxNode> arguments = arguments(node);
    if (node.is("instance_expression")) {
      return node.children().stream()
          .filter(child -> role(child) == Role.SKIP)
          .findFirst()
          .map(type -> CallSite.making(type.text().replaceFirst("(?s)\\[.*", ""), arguments));
    }
    if (!node.is("call_expression")) {
      return Optional.empty();
    }
    Optional<SyntaxNode> callee =
        node.at("function")
            .map(each -> each.is("generic_function") ? each.at("function").orElse(each) : each);
    return callee.flatMap(each -> call(each, arguments));
  }

  private static Optional<CallSite> call(SyntaxNode callee, List<SyntaxNode> arguments) {
    String name = callee.is("field_expression") ? callee.textAt("field") : callee.text();
    if (callee.is("call_expression")) {
      // A second list of arguments.
      return Optional.empty();
    }
    if (!callee.is("field_expression", "identifier", "operator_identifier")) {
      return Optional.empty();
    }
    return Optional.of(
        isCapital(name)
            ? CallSite.making(name, arguments)
            : CallSite.of(encoded(name), callee.at("value"), arguments));
  }

  private static List<SyntaxNode> arguments(SyntaxNode node) {
    return node.at("arguments")
        .map(list -> list.is("arguments") ? list.children() : List.of(list))
        .orElse(List.of());
  }

  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    if (node.is("throw_expression")) {
      return super.thrown(node);
    }
    return call(node)
        .filter(call -> call.made().isEmpty())
        .flatMap(
            call ->
                switch (call.name()) {
                  case "error" ->
                      call.receiver().filter(each -> each.text().equals("sys")).isPresent()
                          ? Optional.of(new Thrown("RuntimeException", call.arguments()))
                          : Optional.empty();
                  case "require" ->
                      call.receiver().isEmpty()
                          ? Optional.of(new Thrown("IllegalArgumentException", call.arguments()))
                          : Optional.empty();
                  default -> Optional.empty();
                });
  }

  @Override
  Optional<SyntaxNode> condition(SyntaxNode node) {
    return node.is("for_expression") ? node.child("enumerators") : super.condition(node);
  }

  @Override
  String[] memberAccess() {
    return new String[] {"field_expression"};
  }
}
