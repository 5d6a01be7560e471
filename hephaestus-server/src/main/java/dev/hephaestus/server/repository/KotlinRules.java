package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Kotlin, with the names that its compiler gives to classes and methods on the JVM. */
final class KotlinRules extends LanguageRules {

  private static final String[] TYPES = {
    "user_type", "nullable_type", "function_type", "parenthesized_type", "not_nullable_type"
  };

  /** Functions of the standard library that throw. */
  private static final Map<String, String> THROWERS =
      Map.of(
          "error", "IllegalStateException",
          "check", "IllegalStateException",
          "checkNotNull", "IllegalStateException",
          "require", "IllegalArgumentException",
          "requireNotNull", "IllegalArgumentException",
          "TODO", "NotImplementedError");

  KotlinRules() {
    role(Role.SKIP, "modifiers user_type nullable_type function_type parenthesized_type");
    role(Role.SKIP, "not_nullable_type type_arguments type_parameters type_constraints");
    role(Role.SKIP, "import_list package_header file_annotation type_alias shebang_line");
    role(Role.SKIP, "delegation_specifier function_value_parameters annotation label");
    role(Role.TYPE, "class_declaration object_declaration companion_object object_literal");
    role(Role.FUNCTION, "function_declaration secondary_constructor primary_constructor");
    role(Role.FUNCTION, "getter setter");
    role(Role.LAMBDA, "lambda_literal anonymous_function");
    role(Role.INITIALIZER, "anonymous_initializer");
    role(Role.VARIABLE, "property_declaration");
    role(Role.PARAMETER, "lambda_parameters");
    role(Role.ASSIGNMENT, "assignment postfix_expression");
    role(Role.CALL, "call_expression constructor_invocation constructor_delegation_call");
    role(Role.BRANCH, "if_expression");
    role(Role.LOOP, "for_statement while_statement do_while_statement when_expression");
    role(Role.BLOCK, "statements");
    role(Role.STRING, "string_literal");
    role(Role.NAME, "simple_identifier interpolated_identifier");
  }

  @Override
  Language language() {
    return Language.KOTLIN;
  }

  @Override
  Role role(SyntaxNode node) {
    return switch (node.type()) {
      case "jump_expression" -> jump(node);
      case "call_expression" -> calling(node);
      case "enum_entry" -> node.child("class_body").isPresent() ? Role.TYPE : Role.VARIABLE;
      case "class_parameter" -> Role.PARAMETER;
      case "variable_declaration", "multi_variable_declaration" ->
          node.isIn("for_statement") ? Role.PARAMETER : Role.NONE;
      case "postfix_expression" ->
          node.text().matches("(?s).*(\\+\\+|--)") ? Role.ASSIGNMENT : Role.NONE;
      case "simple_identifier" -> node.isIn("catch_block") ? Role.PARAMETER : Role.NAME;
      default -> super.role(node);
    };
  }

  private static Role jump(SyntaxNode node) {
    String word = node.children().isEmpty() ? "" : node.children().get(0).type();
    if (word.startsWith("return")) {
      return Role.RETURN;
    }
    return word.equals("throw") ? Role.THROW : Role.LEAVE;
  }

  /** With a closure behind its parentheses a call is two nodes, of which the outer one counts. */
  private Role calling(SyntaxNode node) {
    boolean inner =
        node.isIn("call_expression")
            && node.parent().filter(KotlinRules::onlyAddsClosure).isPresent()
            && node.parent().get().children().get(0) == node;
    if (inner) {
      return Role.NONE;
    }
    return thrown(node).isPresent() ? Role.THROW : Role.CALL;
  }

  private static boolean onlyAddsClosure(SyntaxNode call) {
    return call.child("call_suffix").filter(s -> s.child("value_arguments").isEmpty()).isPresent()
        && call.children().get(0).is("call_expression");
  }

  // The file

  @Override
  String packageName(String path, SyntaxNode root) {
    return root.child("package_header")
        .flatMap(header -> header.child("identifier"))
        .map(name -> name.text().replaceAll("[\\s`]", ""))
        .orElse("");
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    for (SyntaxNode list : root.children("import_list")) {
      for (SyntaxNode line : list.children("import_header")) {
        imports.add(line.text().replaceFirst("^import\\s+", "").replace(";", "").strip());
      }
    }
    return imports;
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    String file = fileName(path);
    String name = file.replaceAll("[^\\p{L}\\p{N}_$]", "_");
    boolean script = path.endsWith(".kts");
    String derived =
        name.isEmpty()
            ? ""
            : name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1)
                + (script ? "" : "Kt");
    return topLevel(packageName, jvmName(root).orElse(derived));
  }

  private static Optional<String> jvmName(SyntaxNode root) {
    return root.children("file_annotation").stream()
        .filter(each -> each.text().contains("JvmName"))
        .flatMap(each -> each.find("string_content").stream())
        .map(SyntaxNode::text)
        .findFirst();
  }

  // Types

  @Override
  String typeName(SyntaxNode node) {
    if (node.is("object_literal")) {
      return "";
    }
    String other = node.is("companion_object") ? "Companion" : "";
    return node.child("type_identifier", "simple_identifier").map(KotlinRules::name).orElse(other);
  }

  private static String name(SyntaxNode node) {
    return node.text().replace("`", "");
  }

  @Override
  String bare(String name) {
    return name.replace("`", "");
  }

  @Override
  String nested(String outer, String name) {
    return outer + "$" + name;
  }

  @Override
  String local(String outer, String function, String name, int number) {
    String inside = function.isEmpty() ? outer : outer + "$" + function;
    return inside + "$" + (name.isEmpty() ? Integer.toString(number) : name);
  }

  /** The function, and the variable that an object is given to. */
  @Override
  String place(String function, SyntaxNode node) {
    String variable =
        node.parent().filter(parent -> parent.is("property_declaration")).stream()
            .map(KotlinRules::propertyName)
            .findFirst()
            .orElse("");
    String written = function.startsWith("<") ? "" : function;
    return written.isEmpty() || variable.isEmpty() ? written + variable : written + "$" + variable;
  }

  @Override
  Kind kind(SyntaxNode node) {
    if (node.is("object_declaration", "companion_object")) {
      return Kind.OBJECT;
    }
    if (node.child("interface").isPresent()) {
      return Kind.INTERFACE;
    }
    if (modifiers(node).contains("annotation")) {
      return Kind.ANNOTATION;
    }
    return node.child("enum").isPresent() ? Kind.ENUM : Kind.CLASS;
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    return node.children("delegation_specifier").stream()
        .flatMap(specifier -> specifier.find("user_type").stream())
        .map(type -> type.text().replaceFirst("(?s)<.*", ""))
        .toList();
  }

  @Override
  List<SyntaxNode> components(SyntaxNode node) {
    List<SyntaxNode> components = new ArrayList<>(properties(node.child("primary_constructor")));
    node.child("enum_class_body").ifPresent(body -> components.addAll(body.children("enum_entry")));
    return components;
  }

  private static List<SyntaxNode> properties(Optional<SyntaxNode> primary) {
    return primary.stream()
        .flatMap(constructor -> constructor.children("class_parameter").stream())
        .filter(each -> each.child("binding_pattern_kind").isPresent())
        .toList();
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    return node.is("object_declaration", "companion_object", "enum_entry");
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "class_body", "enum_class_body");
  }

  // Functions

  @Override
  String functionName(SyntaxNode node) {
    return switch (node.type()) {
      case "primary_constructor", "secondary_constructor" -> "<init>";
      case "getter" -> node.child("function_body").isEmpty() ? "" : accessor(node, "get");
      case "setter" -> node.child("function_body").isEmpty() ? "" : accessor(node, "set");
      default ->
          jvmNameOf(node)
              .or(() -> node.child("simple_identifier").map(KotlinRules::name))
              .orElse("");
    };
  }

  private static Optional<String> jvmNameOf(SyntaxNode function) {
    return function.child("modifiers").filter(each -> each.text().contains("@JvmName")).stream()
        .flatMap(each -> each.children().stream())
        .filter(each -> each.text().startsWith("@JvmName"))
        .flatMap(each -> each.find("string_content").stream())
        .map(SyntaxNode::text)
        .findFirst();
  }

  private static String accessor(SyntaxNode node, String prefix) {
    String name = property(node).map(KotlinRules::propertyName).orElse("");
    if (name.isEmpty()) {
      return "";
    }
    boolean is = name.matches("is\\P{Ll}.*");
    if (is) {
      return prefix.equals("get") ? name : "set" + name.substring(2);
    }
    return prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String propertyName(SyntaxNode property) {
    return property
        .child("variable_declaration")
        .flatMap(each -> each.child("simple_identifier"))
        .map(KotlinRules::name)
        .orElse("");
  }

  /** An accessor stands in its property, or behind it when it is on a line of its own. */
  private static Optional<SyntaxNode> property(SyntaxNode accessor) {
    SyntaxNode parent = accessor.parent().orElse(accessor);
    if (parent.is("property_declaration")) {
      return Optional.of(parent);
    }
    Optional<SyntaxNode> before = Optional.empty();
    for (SyntaxNode each : parent.children()) {
      if (each == accessor) {
        break;
      }
      before = each.is("property_declaration") ? Optional.of(each) : before;
    }
    return before;
  }

  @Override
  String localFunction(String outer, String name) {
    return outer.startsWith("<") ? name : outer + "$" + name;
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    SyntaxNode list = function.child("function_value_parameters").orElse(function);
    for (SyntaxNode node :
        list.children("parameter", "class_parameter", "parameter_with_optional_type")) {
      node.child("simple_identifier")
          .ifPresent(name -> parameters.add(new Parameter(type(node), name(name))));
    }
    return parameters;
  }

  @Override
  String returnType(SyntaxNode function) {
    boolean after = false;
    for (SyntaxNode child : function.children()) {
      if (after && child.is(TYPES)) {
        return child.text();
      }
      after |= child.is("function_value_parameters");
    }
    return "";
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    List<String> modifiers = new ArrayList<>(super.modifiers(node));
    node.child("binding_pattern_kind").ifPresent(kind -> modifiers.add(kind.text()));
    return modifiers;
  }

  @Override
  Optional<SyntaxNode> body(SyntaxNode function) {
    return function.child("function_body", "statements");
  }

  @Override
  boolean wrapsStatements(SyntaxNode node) {
    return node.is("function_body") && node.child("statements").isPresent();
  }

  @Override
  boolean isLoneStatement(SyntaxNode child) {
    return child.is("control_structure_body") && child.child("statements").isEmpty();
  }

  @Override
  List<SyntaxNode> runBefore(SyntaxNode function) {
    if (function.is("primary_constructor")) {
      return function.parent().stream()
          .flatMap(type -> type.children("delegation_specifier").stream())
          .flatMap(each -> each.child("constructor_invocation").stream())
          .toList();
    }
    return function.children("constructor_delegation_call");
  }

  // Code

  @Override
  String type(SyntaxNode node) {
    return node.child(TYPES).map(SyntaxNode::text).orElse("");
  }

  @Override
  List<Declared> declared(SyntaxNode node) {
    return switch (node.type()) {
      case "property_declaration" -> properties(node);
      case "class_parameter", "enum_entry" ->
          node.child("simple_identifier").stream()
              .map(name -> new Declared(name(name), type(node), Optional.empty()))
              .toList();
      case "simple_identifier" -> List.of(new Declared(name(node), "", Optional.empty()));
      default -> names(node, type(node), Optional.empty());
    };
  }

  private List<Declared> properties(SyntaxNode node) {
    List<Declared> properties = new ArrayList<>();
    Optional<SyntaxNode> value = valueOf(node);
    node.walk(
        each -> {
          if (each.is("variable_declaration")) {
            each.child("simple_identifier")
                .ifPresent(name -> properties.add(new Declared(name(name), type(each), value)));
          }
          return each == node || each.is("multi_variable_declaration");
        });
    return properties;
  }

  private static Optional<SyntaxNode> valueOf(SyntaxNode property) {
    boolean after = false;
    for (SyntaxNode child : property.children()) {
      if (after && !child.is("getter", "setter", "type_constraints")) {
        return Optional.of(child);
      }
      after |= child.is("variable_declaration", "multi_variable_declaration");
    }
    return Optional.empty();
  }

  @Override
  Optional<SyntaxNode> target(SyntaxNode assignment) {
    return assignment.children().stream().findFirst();
  }

  @Override
  Optional<SyntaxNode> value(SyntaxNode assignment) {
    List<SyntaxNode> children = assignment.children();
    return children.size() < 2 ? Optional.empty() : Optional.of(children.get(children.size() - 1));
  }

  @Override
  Optional<SyntaxNode> member(SyntaxNode node) {
    if (node.is("directly_assignable_expression") && node.children().size() == 1) {
      return node.child("simple_identifier");
    }
    List<SyntaxNode> parts = node.children("navigation_suffix");
    if (!parts.isEmpty()) {
      return parts.get(parts.size() - 1).child("simple_identifier");
    }
    boolean indexed = node.child("indexing_suffix").isPresent();
    return indexed ? node.child("simple_identifier") : Optional.empty();
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    if (node.is("constructor_invocation")) {
      String type = node.child("user_type").map(SyntaxNode::text).orElse("");
      return Optional.of(CallSite.making(type, arguments(node)));
    }
    if (node.is("constructor_delegation_call")) {
      Optional<SyntaxNode> receiver = node.children().stream().findFirst();
      return Optional.of(CallSite.of("<init>", receiver, arguments(node)));
    }
    if (!node.is("call_expression") || node.children().isEmpty()) {
      return Optional.empty();
    }
    List<SyntaxNode> arguments = new ArrayList<>();
    SyntaxNode callee = node.children().get(0);
    if (onlyAddsClosure(node)) {
      callee.child("call_suffix").ifPresent(suffix -> arguments.addAll(arguments(suffix)));
      callee = callee.children().isEmpty() ? callee : callee.children().get(0);
    }
    node.child("call_suffix").ifPresent(suffix -> arguments.addAll(arguments(suffix)));
    return call(callee, arguments);
  }

  private Optional<CallSite> call(SyntaxNode callee, List<SyntaxNode> arguments) {
    Optional<SyntaxNode> receiver = Optional.empty();
    Optional<SyntaxNode> name = Optional.of(callee).filter(this::isName);
    if (callee.is("navigation_expression")) {
      receiver = callee.children().stream().findFirst();
      name = member(callee);
    }
    Optional<SyntaxNode> before = receiver;
    return name.map(KotlinRules::name)
        .map(
            each ->
                isCapital(each)
                    ? CallSite.making(each, arguments)
                    : CallSite.of(each, before, arguments));
  }

  private static List<SyntaxNode> arguments(SyntaxNode suffix) {
    List<SyntaxNode> arguments = new ArrayList<>();
    suffix
        .child("value_arguments")
        .ifPresent(list -> arguments.addAll(list.children("value_argument")));
    arguments.addAll(suffix.children("annotated_lambda"));
    return arguments;
  }

  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    if (node.is("jump_expression")) {
      return super.thrown(node);
    }
    return call(node)
        .filter(call -> call.receiver().isEmpty() && call.made().isEmpty())
        .filter(call -> THROWERS.containsKey(call.name()))
        .map(call -> new Thrown(THROWERS.getOrDefault(call.name(), ""), call.arguments()));
  }

  @Override
  Optional<SyntaxNode> condition(SyntaxNode node) {
    return node.children().stream()
        .filter(child -> !isWord(child))
        .filter(child -> !child.is("variable_declaration", "multi_variable_declaration"))
        .filter(child -> !child.is("annotation", "control_structure_body"))
        .findFirst();
  }

  @Override
  boolean isNameOfOther(SyntaxNode name) {
    if (name.text().equals("it")) {
      return true;
    }
    boolean labels = name.isIn("value_argument") && name.parent().get().children().size() > 1;
    boolean callee = name.isIn("call_expression") && name.parent().get().children().get(0) == name;
    boolean member =
        name.isIn("navigation_suffix")
            && name.parent()
                .flatMap(SyntaxNode::parent)
                .filter(navigation -> navigation.isIn("call_expression"))
                .isPresent();
    return callee || member || (labels && name.parent().get().children().get(0) == name);
  }

  @Override
  String[] memberAccess() {
    return new String[] {"navigation_expression"};
  }
}
