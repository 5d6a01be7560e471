package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ruby: modules and classes by their full names; what stands outside belongs to Object. */
final class RubyRules extends LanguageRules {

  private static final Set<String> ACCESSORS =
      Set.of("attr_reader", "attr_writer", "attr_accessor", "attribute");

  private static final Set<String> REQUIRES = Set.of("require", "require_relative", "load");

  RubyRules() {
    role(Role.SKIP, "superclass");
    role(Role.TYPE, "class module");
    role(Role.FUNCTION, "method singleton_method");
    role(Role.LAMBDA, "lambda");
    role(Role.PARAMETER, "block_parameters lambda_parameters exception_variable");
    role(Role.ASSIGNMENT, "assignment operator_assignment");
    role(Role.CALL, "call");
    role(Role.RETURN, "return");
    role(Role.LEAVE, "break next redo retry");
    role(Role.BRANCH, "if elsif unless if_modifier unless_modifier conditional");
    role(Role.LOOP, "while until for case while_modifier until_modifier");
    role(Role.BLOCK, "body_statement then else do block_body ensure");
    role(Role.STRING, "string heredoc_body");
    role(Role.NAME, "identifier constant instance_variable class_variable global_variable");
  }

  @Override
  Language language() {
    return Language.RUBY;
  }

  @Override
  Role role(SyntaxNode node) {
    if (node.children().isEmpty() && node.is("class", "module", "return", "if", "unless", "case")) {
      return node.is("return") && !node.isIn("return") ? Role.RETURN : Role.NONE;
    }
    if (node.children().isEmpty() && node.is("while", "until", "for", "then", "else", "do")) {
      return Role.NONE;
    }
    if (node.is("identifier")) {
      boolean throwing = isThrow(node.text()) && !node.field().equals("method");
      return throwing ? Role.THROW : Role.NAME;
    }
    if (node.is("call")) {
      return calling(node);
    }
    return super.role(node);
  }

  private static Role calling(SyntaxNode node) {
    String method = node.textAt("method");
    if (node.at("receiver").isPresent()) {
      return Role.CALL;
    }
    if (isThrow(method)) {
      return Role.THROW;
    }
    return ACCESSORS.contains(method) ? Role.VARIABLE : Role.CALL;
  }

  private static boolean isThrow(String name) {
    return name.equals("raise") || name.equals("fail");
  }

  // The file

  @Override
  String packageName(String path, SyntaxNode root) {
    return "";
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return "Object";
  }

  @Override
  String moduleCode() {
    return "<main>";
  }

  @Override
  List<String> imports(SyntaxNode root) {
    List<String> imports = new ArrayList<>();
    root.each(
        node -> {
          String method = node.is("call") ? node.textAt("method") : "";
          if (REQUIRES.contains(method) && node.at("receiver").isEmpty()) {
            String name =
                node
                    .at("arguments")
                    .map(list -> StringPieces.in(List.of(list), this))
                    .orElse(List.of())
                    .stream()
                    .findFirst()
                    .orElse("");
            boolean relative = method.equals("require_relative") && !name.startsWith(".");
            imports.add(relative ? "./" + name : name);
          }
        });
    return imports;
  }

  // Types

  @Override
  String typeName(SyntaxNode node) {
    return node.textAt("name").replaceFirst("^::", "");
  }

  @Override
  String nested(String outer, String name) {
    return outer + "::" + name;
  }

  @Override
  Kind kind(SyntaxNode node) {
    return node.is("module") ? Kind.OBJECT : Kind.CLASS;
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    List<String> above = new ArrayList<>();
    node.at("superclass")
        .flatMap(each -> each.child("constant", "scope_resolution"))
        .ifPresent(each -> above.add(each.text()));
    for (SyntaxNode call : node.at("body").map(body -> body.children("call")).orElse(List.of())) {
      if (Set.of("include", "prepend", "extend").contains(call.textAt("method"))) {
        call.at("arguments")
            .map(list -> list.children("constant", "scope_resolution"))
            .orElse(List.of())
            .forEach(mixed -> above.add(mixed.text()));
      }
    }
    return above;
  }

  @Override
  boolean isStatic(SyntaxNode node) {
    return true;
  }

  @Override
  String typeCode(String simpleName, boolean ofTheClass) {
    return "<class:" + simpleName + ">";
  }

  @Override
  boolean runsAsOne(Kind kind) {
    return true;
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("ERROR", "singleton_class")
        || (node.is("body_statement") && node.isIn("class", "module", "singleton_class"))
        || (node.is("call", "argument_list")
            && node.find("method").isPresent()
            && definesMethod(node));
  }

  /** {@code private def total …}. */
  private static boolean definesMethod(SyntaxNode node) {
    SyntaxNode list = node.at("arguments").orElse(node);
    return list.is("argument_list") && list.child("method", "singleton_method").isPresent();
  }

  // Functions

  @Override
  String functionName(SyntaxNode node) {
    return node.textAt("name");
  }

  @Override
  List<String> modifiers(SyntaxNode node) {
    boolean ofTheClass =
        node.is("singleton_method")
            || node.parent()
                .flatMap(SyntaxNode::parent)
                .filter(around -> around.is("singleton_class"))
                .isPresent();
    return ofTheClass && node.is("method", "singleton_method") ? List.of("static") : List.of();
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode node : function.at("parameters").map(SyntaxNode::children).orElse(List.of())) {
      node.find("identifier").ifPresent(name -> parameters.add(new Parameter("", name.text())));
    }
    return parameters;
  }

  // Code

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (!node.is("call")) {
      return names(node, "", Optional.empty());
    }
    List<Declared> fields = new ArrayList<>();
    node.each(
        each -> {
          if (each.is("simple_symbol")) {
            fields.add(new Declared(each.text().substring(1), "", Optional.empty()));
          }
        });
    return fields;
  }

  @Override
  boolean declaresByAssigning() {
    return true;
  }

  @Override
  boolean declaresLocal(SyntaxNode target) {
    return target.is("identifier", "constant");
  }

  @Override
  Optional<String> field(SyntaxNode assignment) {
    return assignment
        .at("left")
        .filter(left -> left.is("instance_variable", "class_variable"))
        .map(left -> bare(left.text()));
  }

  @Override
  String bare(String name) {
    return name.startsWith("@") ? name.replace("@", "") : name;
  }

  @Override
  Optional<SyntaxNode> member(SyntaxNode node) {
    if (node.is("call") && node.at("arguments").isEmpty()) {
      return node.at("method").filter(method -> method.is("identifier"));
    }
    return node.is("scope_resolution") ? node.at("name") : Optional.empty();
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    if (!node.is("call")) {
      return Optional.empty();
    }
    List<SyntaxNode> arguments = new ArrayList<>();
    node.at("arguments").ifPresent(list -> arguments.addAll(list.children()));
    node.at("block").ifPresent(arguments::add);
    String name = node.textAt("method");
    Optional<SyntaxNode> receiver = node.at("receiver");
    if (name.equals("super")) {
      return Optional.of(CallSite.of(name, node.at("method"), arguments));
    }
    boolean makes =
        name.equals("new")
            && receiver.filter(each -> each.is("constant", "scope_resolution")).isPresent();
    return Optional.of(
        makes
            ? CallSite.making(receiver.get().text(), arguments)
            : CallSite.of(name, receiver, arguments));
  }

  /** {@code raise Type, "text"}, {@code raise Type.new("text")}, {@code raise "text"}. */
  @Override
  Optional<Thrown> thrown(SyntaxNode node) {
    List<SyntaxNode> arguments = node.at("arguments").map(SyntaxNode::children).orElse(List.of());
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    SyntaxNode first = arguments.get(0);
    Optional<CallSite> made = call(first).filter(call -> !call.made().isEmpty());
    if (made.isPresent()) {
      return made.map(call -> new Thrown(call.made(), call.arguments()));
    }
    if (first.is("constant", "scope_resolution")) {
      return Optional.of(new Thrown(first.text(), arguments.subList(1, arguments.size())));
    }
    return first.is("string")
        ? Optional.of(new Thrown("RuntimeError", arguments))
        : Optional.empty();
  }

  @Override
  String[] memberAccess() {
    return new String[] {"call", "scope_resolution"};
  }
}
