package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JavaScript and TypeScript: a file is a module, named by its path without the ending. */
final class ScriptRules extends LanguageRules {

  private static final String[] FUNCTIONS = {
    "arrow_function", "function_expression", "generator_function", "function"
  };

  private final Language language;

  ScriptRules(Language language) {
    this.language = language;
    role(Role.SKIP, "import_statement type_annotation type_arguments type_parameters decorator");
    role(Role.SKIP, "type_alias_declaration accessibility_modifier class_heritage export_clause");
    role(Role.SKIP, "object_type jsx_closing_element");
    role(Role.TYPE, "class_declaration abstract_class_declaration class interface_declaration");
    role(Role.TYPE, "enum_declaration");
    role(Role.NAMESPACE, "internal_module module");
    role(Role.FUNCTION, "function_declaration generator_function_declaration method_definition");
    role(Role.FUNCTION, "abstract_method_signature method_signature");
    role(Role.LAMBDA, "arrow_function function_expression generator_function function");
    role(Role.INITIALIZER, "class_static_block");
    role(Role.VARIABLE, "variable_declarator public_field_definition field_definition");
    role(Role.VARIABLE, "property_signature enum_assignment");
    role(Role.PARAMETER, "required_parameter optional_parameter formal_parameters");
    role(Role.ASSIGNMENT, "assignment_expression augmented_assignment_expression");
    role(Role.ASSIGNMENT, "update_expression");
    role(Role.CALL, "call_expression new_expression");
    role(Role.THROW, "throw_statement");
    role(Role.RETURN, "return_statement");
    role(Role.LEAVE, "break_statement continue_statement");
    role(Role.BRANCH, "if_statement ternary_expression");
    role(Role.LOOP, "for_statement for_in_statement while_statement do_statement");
    role(Role.LOOP, "switch_statement");
    role(Role.BLOCK, "statement_block");
    role(Role.STRING, "string template_string");
    role(Role.NAME, "identifier property_identifier private_property_identifier");
    role(Role.NAME, "shorthand_property_identifier shorthand_property_identifier_pattern");
  }

  @Override
  Language language() {
    return language;
  }

  @Override
  Role role(SyntaxNode node) {
    return switch (node.type()) {
      case "variable_declarator", "public_field_definition", "field_definition", "pair" ->
          function(node) != node ? Role.FUNCTION : super.role(node);
      case "assignment_expression" ->
          function(node) != node && !functionName(node).isEmpty() ? Role.FUNCTION : Role.ASSIGNMENT;
      // Keywords have the same names.
      case "class", "function", "module" ->
          node.children().isEmpty() ? Role.NONE : super.role(node);
      case "identifier" -> loopVariable(node) ? Role.PARAMETER : named(node);
      case "property_identifier" -> node.isIn("enum_body") ? Role.VARIABLE : named(node);
      default -> super.role(node);
    };
  }

  /** Tags and their attributes are no variables. */
  private static Role named(SyntaxNode node) {
    boolean markup = node.isIn("jsx_opening_element", "jsx_self_closing_element", "jsx_attribute");
    return markup ? Role.NONE : Role.NAME;
  }

  private static boolean loopVariable(SyntaxNode node) {
    return (node.field().equals("left") && node.isIn("for_in_statement"))
        || (node.field().equals("parameter") && node.isIn("catch_clause", "arrow_function"));
  }

  /** What has the parameters and the body; the node itself when no function is given a name. */
  private static SyntaxNode function(SyntaxNode node) {
    return node.at("value")
        .or(() -> node.at("right"))
        .filter(value -> value.is(FUNCTIONS))
        .orElse(node);
  }

  // The file

  @Override
  String packageName(String path, SyntaxNode root) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? path : path.substring(0, path.length() - file.length() + dot);
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return packageName;
  }

  @Override
  String moduleCode() {
    return "<module>";
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    for (SyntaxNode node : root.children()) {
      if (node.is("import_statement")) {
        imports.add(line(node).replaceFirst("^import\\s+", ""));
      } else if (node.is("export_statement") && node.at("source").isPresent()) {
        imports.add(line(node).replaceFirst("^export\\s+", ""));
      } else if (node.is("lexical_declaration", "variable_declaration", "expression_statement")) {
        required(node, imports);
      }
    }
    return imports;
  }

  private static String line(SyntaxNode node) {
    return node.text().replaceAll("\\s+", " ").replaceFirst(";$", "").strip();
  }

  private void required(SyntaxNode statement, List<String> imports) {
    statement.walk(
        node -> {
          if (node.is("call_expression") && node.textAt("function").equals("require")) {
            imports.add(line(node));
          }
          return !node.is("statement_block");
        });
  }

  // Types

  @Override
  String nested(String outer, String name) {
    return outer + "." + name;
  }

  @Override
  String local(String outer, String function, String name, int number) {
    return nested(outer, name.isEmpty() ? "<anonymous>" : name);
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    List<String> above = new ArrayList<>();
    node.child("class_heritage", "extends_type_clause")
        .ifPresent(
            heritage ->
                heritage.walk(
                    each -> {
                      boolean names = each.is("identifier", "type_identifier", "member_expression");
                      if (names) {
                        above.add(each.text());
                      }
                      return !names && !each.is("type_arguments", "call_expression");
                    }));
    return above;
  }

  /** Parameters of a constructor with a visibility are fields. */
  @Override
  List<SyntaxNode> components(SyntaxNode node) {
    return node.at("body").stream()
        .flatMap(body -> body.children("method_definition").stream())
        .filter(method -> method.textAt("name").equals("constructor"))
        .flatMap(method -> method.at("parameters").stream())
        .flatMap(list -> list.children("required_parameter", "optional_parameter").stream())
        .filter(each -> each.child("accessibility_modifier", "readonly").isPresent())
        .toList();
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "export_statement", "class_body", "interface_body", "enum_body");
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    return node.is("class_static_block") || modifiers(node).contains("static");
  }

  // Functions

  @Override
  String functionName(SyntaxNode node) {
    String name =
        switch (node.type()) {
          case "assignment_expression" ->
              node.at("left").map(this::nameOf).filter(each -> !each.equals("exports")).orElse("");
          case "pair" -> key(node);
          default ->
              node.at("name")
                  .or(() -> node.at("property"))
                  .map(SyntaxNode::text)
                  .filter(text -> !text.startsWith("{"))
                  .orElse("");
        };
    if (name.isEmpty() && node.is("function_declaration")) {
      return "default";
    }
    return name.equals("constructor") && node.is("method_definition") ? "<init>" : name;
  }

  private static String key(SyntaxNode pair) {
    return pair.at("key")
        .filter(key -> !key.is("computed_property_name"))
        .map(key -> key.is("string") ? String.join("", StringPieces.of(key)) : key.text())
        .orElse("");
  }

  /** {@code Cart.prototype.total = function …} belongs to {@code Cart}. */
  @Override
  String owner(SyntaxNode function, String around, String packageName) {
    return function
        .at("left")
        .flatMap(left -> left.at("object"))
        .filter(object -> object.textAt("property").equals("prototype"))
        .map(object -> topLevel(packageName, object.textAt("object")))
        .orElse(around);
  }

  @Override
  List<Parameter> parameters(SyntaxNode node) {
    SyntaxNode function = function(node);
    List<Parameter> parameters = new ArrayList<>();
    function.at("parameter").ifPresent(one -> parameters.add(new Parameter("", one.text())));
    for (SyntaxNode each : function.at("parameters").map(SyntaxNode::children).orElse(List.of())) {
      SyntaxNode pattern = each.at("pattern").or(() -> each.at("left")).orElse(each);
      String name = isName(pattern) ? pattern.text() : patternName(pattern);
      parameters.add(new Parameter(type(each), name));
    }
    return parameters;
  }

  private static String patternName(SyntaxNode pattern) {
    return pattern.is("rest_pattern")
        ? pattern.child("identifier").map(SyntaxNode::text).orElse("")
        : line(pattern);
  }

  @Override
  String type(SyntaxNode node) {
    return node.textAt("type").replaceFirst("^:\\s*", "");
  }

  @Override
  String returnType(SyntaxNode node) {
    return function(node).textAt("return_type").replaceFirst("^:\\s*", "");
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    List<String> modifiers = new ArrayList<>();
    node.children("decorator").forEach(each -> modifiers.add(each.text()));
    if (beginning(node).isIn("export_statement") || beginning(node).is("export_statement")) {
      modifiers.add("export");
    }
    for (SyntaxNode child : node.children()) {
      if (child.is("static", "async", "abstract", "readonly", "get", "set", "override")
          || child.is("accessibility_modifier")) {
        modifiers.add(child.text());
      }
    }
    if (function(node) != node && function(node).child("async").isPresent()) {
      modifiers.add("async");
    }
    return modifiers;
  }

  @Override
  SyntaxNode beginning(SyntaxNode node) {
    SyntaxNode first = node;
    for (int i = 0; i < 2; i++) {
      first =
          first
              .parent()
              .filter(
                  parent ->
                      parent.is("lexical_declaration", "variable_declaration", "export_statement"))
              .orElse(first);
    }
    return first.is("method_definition") ? decorated(first) : first;
  }

  /** A method's decorators stand before it. */
  private static SyntaxNode decorated(SyntaxNode method) {
    SyntaxNode first = method;
    boolean open = false;
    for (SyntaxNode each : method.parent().map(SyntaxNode::children).orElse(List.of())) {
      if (each == method) {
        return open ? first : method;
      }
      first = open ? first : each;
      open = each.is("decorator");
      first = open ? first : method;
    }
    return method;
  }

  @Override
  Optional<SyntaxNode> body(SyntaxNode node) {
    return function(node).at("body");
  }

  // Code

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (node.is("property_identifier", "identifier")) {
      return List.of(new Declared(node.text(), "", Optional.empty()));
    }
    if (node.is("enum_assignment")) {
      return List.of(new Declared(node.textAt("name"), "", Optional.empty()));
    }
    Optional<SyntaxNode> name =
        node.at("name").or(() -> node.at("property")).or(() -> node.at("pattern"));
    return name.map(each -> names(each, type(node), node.at("value")))
        .orElseGet(() -> names(node, "", Optional.empty()));
  }

  @Override
  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment.at("left").or(() -> assignment.at("argument"));
  }

  @Override
  Optional<String> field(SyntaxNode assignment) {
    return target(assignment)
        .filter(target -> target.at("object").filter(this::isSelf).isPresent())
        .map(target -> target.textAt("property"));
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    List<SyntaxNode> arguments =
        node.at("arguments")
            .map(list -> list.is("arguments") ? list.children() : List.of(list))
            .orElse(List.of());
    if (node.is("new_expression")) {
      return node.at("constructor").map(type -> CallSite.making(type.text(), arguments));
    }
    if (!node.is("call_expression")) {
      return Optional.empty();
    }
    return node.at("function").flatMap(callee -> call(callee, arguments));
  }

  private static Optional<CallSite> call(SyntaxNode callee, List<SyntaxNode> arguments) {
    return switch (callee.type()) {
      case "identifier" -> Optional.of(CallSite.of(callee.text(), Optional.empty(), arguments));
      case "super" -> Optional.of(CallSite.of("<init>", Optional.of(callee), arguments));
      case "member_expression" ->
          Optional.of(CallSite.of(callee.textAt("property"), callee.at("object"), arguments));
      default -> Optional.empty();
    };
  }

  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    return super.thrown(node)
        .or(
            () ->
                node.children().stream()
                    .filter(child -> role(child) == Role.STRING)
                    .findFirst()
                    .map(text -> new Thrown("", List.of(text))));
  }

  @Override
  String[] memberAccess() {
    return new String[] {"member_expression"};
  }
}
