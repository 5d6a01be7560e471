package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Groovy: classes as Java's; what stands outside of them is a class that the file is called by. */
final class GroovyRules extends LanguageRules {

  GroovyRules() {
    role(Role.SKIP, "package import modifiers type_name supertype label");
    role(Role.TYPE, "type anonymous");
    role(Role.FUNCTION, "method");
    role(Role.LAMBDA, "closure");
    role(Role.VARIABLE, "variable constant");
    role(Role.PARAMETER, "closure_parameters");
    role(Role.ASSIGNMENT, "assignment");
    role(Role.CALL, "call new");
    role(Role.THROW, "throw_statement");
    role(Role.RETURN, "return_statement");
    role(Role.LEAVE, "leave_statement");
    role(Role.BRANCH, "if_statement assert_statement");
    role(Role.LOOP, "loop_statement");
    role(Role.BLOCK, "block");
    role(Role.STRING, "string");
    role(Role.NAME, "identifier");
  }

  @Override
  Language language() {
    return Language.GROOVY;
  }

  @Override
  Role role(SyntaxNode node) {
    boolean initializer = node.is("block") && node.field().equals("initializer");
    return initializer ? Role.INITIALIZER : super.role(node);
  }

  @Override
  String packageName(String path, SyntaxNode root) {
    return root.child("package").map(GroovyRules::line).orElse("");
  }

  @Override
  List<String> imports(SyntaxNode root) {
    return root.children("import").stream().map(GroovyRules::line).toList();
  }

  private static String line(SyntaxNode node) {
    return node.text().replaceFirst("^\\w+\\s+", "").replaceAll("\\s+", " ").strip();
  }

  @Override
  String moduleName(String path, String packageName, SyntaxNode root) {
    return topLevel(packageName, fileName(path).replaceAll("[^\\w$]", "_"));
  }

  @Override
  String moduleCode() {
    return "run";
  }

  @Override
  String nested(String outer, String name) {
    return outer + "$" + name;
  }

  @Override
  Kind kind(SyntaxNode node) {
    return switch (node.textAt("kind")) {
      case "interface" ->
          node.children().size() > 1 && isAnnotation(node) ? Kind.ANNOTATION : Kind.INTERFACE;
      case "enum" -> Kind.ENUM;
      case "trait" -> Kind.TRAIT;
      case "record" -> Kind.RECORD;
      default -> Kind.CLASS;
    };
  }

  private static boolean isAnnotation(SyntaxNode node) {
    return node.at("kind").filter(kind -> node.textUntil(kind).endsWith("@")).isPresent();
  }

  @Override
  List<String> supertypes(SyntaxNode node) {
    if (node.is("anonymous")) {
      return node.parent().map(made -> List.of(raw(made.textAt("type")))).orElse(List.of());
    }
    return node.children("supertype").stream().map(each -> raw(each.text())).toList();
  }

  private static String raw(String type) {
    return type.replaceFirst("(?s)<.*", "");
  }

  @Override
  List<SyntaxNode> components(SyntaxNode node) {
    return node.at("components").map(list -> list.children("parameter")).orElse(List.of());
  }

  @Override
  boolean holdsMembers(SyntaxNode node) {
    return node.is("type_body");
  }

  @Override
  String functionName(SyntaxNode node) {
    String name = node.textAt("name");
    boolean quoted = name.startsWith("\"") || name.startsWith("'");
    String plain = quoted ? name.substring(1, Math.max(1, name.length() - 1)) : name;
    boolean constructor =
        node.parent()
            .flatMap(SyntaxNode::parent)
            .filter(type -> type.is("type") && type.textAt("name").equals(plain))
            .isPresent();
    return constructor && node.at("type").isEmpty() ? "<init>" : plain;
  }

  @Override
  List<Parameter> parameters(SyntaxNode function) {
    List<Parameter> parameters = new ArrayList<>();
    for (SyntaxNode node : function.at("parameters").map(SyntaxNode::children).orElse(List.of())) {
      if (node.at("name").isPresent()) {
        parameters.add(new Parameter(type(node), node.textAt("name")));
      }
    }
    return parameters;
  }

  @Override
  String returnType(SyntaxNode function) {
    return type(function);
  }

  @Override
  List<Declared> declared(SyntaxNode node) {
    if (node.is("closure_parameters")) {
      return node.children().stream()
          .map(name -> new Declared(name.text(), "", Optional.empty()))
          .toList();
    }
    List<Declared> declared = new ArrayList<>();
    for (SyntaxNode name : node.allAt("name")) {
      declared.add(new Declared(name.text(), type(node), node.at("value")));
    }
    return declared;
  }

  @Override
  Optional<CallSite> call(SyntaxNode node) {
    List<SyntaxNode> arguments = node.at("arguments").map(SyntaxNode::children).orElse(List.of());
    if (node.is("new")) {
      return Optional.of(CallSite.making(node.textAt("type"), arguments));
    }
    if (!node.is("call")) {
      return Optional.empty();
    }
    return node.at("function").map(callee -> call(callee, arguments));
  }

  private static CallSite call(SyntaxNode callee, List<SyntaxNode> arguments) {
    return switch (callee.type()) {
      case "member" -> CallSite.of(callee.textAt("name"), callee.at("object"), arguments);
      case "this", "super" -> CallSite.of("<init>", Optional.of(callee), arguments);
      default -> CallSite.of(callee.text(), Optional.empty(), arguments);
    };
  }

  @Override
  boolean isNameOfOther(SyntaxNode name) {
    return name.text().equals("it") || super.isNameOfOther(name);
  }

  @Override
  String[] memberAccess() {
    return new String[] {"member"};
  }
}
