package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Walks the syntax tree of one file, of whatever language the rules describe. */
final class SyntaxReader {

  private final String path;
  private final SyntaxNode root;
  private final LanguageRules rules;
  private final CodeReader code;
  private final DeclaredTypes types;
  private final Deque<TypeScope> scopes = new ArrayDeque<>();
  private final Deque<FunctionScope> functions = new ArrayDeque<>();
  private String packageName;

  SyntaxReader(String path, SyntaxNode root, LanguageRules rules) {
    this.path = path;
    this.root = root;
    this.rules = rules;
    this.code = new CodeReader(rules);
    this.packageName = rules.startPackage(path, root);
    this.types = new DeclaredTypes(path);
  }

  ParsedSource read() {
    TypeScope module = module(root);
    scopes.push(module);
    root.children().forEach(this::member);
    close();
    return new ParsedSource(
        new SourceSymbols(
            path,
            rules.language(),
            rules.packageName(path, root),
            rules.imports(root),
            types.declarations()),
        types.bodies());
  }

  private TypeScope module(SyntaxNode node) {
    return new TypeScope(
        rules.moduleName(path, packageName, root), Kind.MODULE, List.of(), List.of(), node);
  }

  /** What stands in a type, or in a file outside of types. */
  private void member(SyntaxNode node) {
    Role role = rules.role(node);
    switch (role) {
      case SKIP -> {}
      case TYPE, NAMESPACE, FUNCTION -> declaration(node, role);
      case VARIABLE, ASSIGNMENT -> field(node, role);
      case INITIALIZER -> initializer(node);
      default -> other(node, role);
    }
  }

  private void declaration(SyntaxNode node, Role role) {
    finishCode(scopes.element());
    switch (role) {
      case TYPE -> type(node);
      case NAMESPACE -> namespace(node);
      default -> function(node);
    }
  }

  /** A list of members, an annotation around one, or code. */
  private void other(SyntaxNode node, Role role) {
    boolean holds =
        role == Role.NONE
            && node.children().stream().map(rules::role).anyMatch(SyntaxReader::isDeclaration);
    if (holds || rules.holdsMembers(node)) {
      node.children().forEach(this::member);
    } else if (!node.children().isEmpty()) {
      initializer(node);
    }
  }

  private static boolean isDeclaration(Role role) {
    return switch (role) {
      case TYPE, NAMESPACE, FUNCTION, VARIABLE, INITIALIZER -> true;
      default -> false;
    };
  }

  private void namespace(SyntaxNode node) {
    String outer = packageName;
    packageName = rules.topLevel(outer, rules.typeName(node));
    TypeScope module = module(node);
    scopes.push(module);
    node.at("body").ifPresent(body -> body.children().forEach(this::member));
    close();
    packageName = outer;
  }

  private void type(SyntaxNode node) {
    TypeScope around = scopes.element();
    TypeScope scope =
        new TypeScope(
            typeName(node, around),
            rules.kind(node),
            rules.modifiers(node),
            rules.supertypes(node),
            rules.beginning(node));
    scope.ofTheClass = rules.isStatic(node);
    scopes.push(scope);
    for (SyntaxNode component : rules.components(node)) {
      fields(component);
    }
    Deque<FunctionScope> outside = new ArrayDeque<>(functions);
    functions.clear();
    node.children().forEach(this::member);
    functions.addAll(outside);
    close();
  }

  private String typeName(SyntaxNode node, TypeScope around) {
    String name = rules.typeName(node);
    if (!functions.isEmpty() || name.isEmpty()) {
      String function = rules.place(functions.isEmpty() ? "" : functions.element().name, node);
      return rules.local(around.binaryName, function, name, around.nextLocal(function, name));
    }
    return around.kind == Kind.MODULE
        ? rules.topLevel(packageName, name)
        : rules.nested(around.binaryName, name);
  }

  private void function(SyntaxNode node) {
    Optional<FunctionScope> around = Optional.ofNullable(functions.peek());
    String written = rules.functionName(node);
    if (written.isEmpty()) {
      node.children().forEach(around.isPresent() ? this::codeIn : this::member);
      return;
    }
    String name = around.map(outer -> rules.localFunction(outer.name, written)).orElse(written);
    List<Parameter> parameters = rules.parameters(node);
    FunctionScope scope = new FunctionScope(name);
    parameters.forEach(
        each -> scope.body.localTypes.put(each.name(), CallSite.simple(each.type())));
    functions.push(scope);
    List<SyntaxNode> initial = rules.runBefore(node);
    initial.forEach(this::codeIn);
    rules.body(node).ifPresent(this::block);
    functions.pop();
    TypeScope owner = scopes.element();
    String type = rules.owner(node, owner.binaryName, packageName);
    types.add(
        owner,
        new MethodDeclaration(
            type,
            name,
            path,
            parameters,
            rules.returnType(node),
            rules.modifiers(node),
            DeclaredTypes.lines(rules.beginning(node), node)),
        scope.body);
  }

  private void field(SyntaxNode node, Role role) {
    if (role == Role.VARIABLE) {
      fields(node);
    } else if (rules.declaresByAssigning()) {
      rules
          .target(node)
          .filter(target -> rules.isName(target) && rules.declaresLocal(target))
          .ifPresent(
              target ->
                  scopes
                      .element()
                      .add(target.text(), rules.type(node), List.of(), CodeReader.lines(node)));
    }
    initializer(node);
  }

  private void fields(SyntaxNode node) {
    for (Declared each : rules.declared(node)) {
      scopes
          .element()
          .add(
              rules.bare(each.name()),
              each.type(),
              rules.modifiers(node),
              CodeReader.lines(rules.beginning(node)));
    }
  }

  /** Code of a type that stands in no function. */
  private void initializer(SyntaxNode node) {
    TypeScope scope = scopes.element();
    FunctionScope function = scope.code().orElseGet(() -> new FunctionScope(codeName(scope, node)));
    int before = function.body.weight();
    functions.push(function);
    codeIn(node);
    functions.pop();
    if (function.body.weight() > before) {
      scope.run(function, node);
    }
    if (!rules.runsAsOne(scope.kind)) {
      finishCode(scope);
    }
  }

  private String codeName(TypeScope scope, SyntaxNode node) {
    if (scope.kind == Kind.MODULE) {
      return rules.moduleCode();
    }
    boolean ofTheClass = scope.ofTheClass || rules.isStatic(node);
    return rules.typeCode(simpleName(scope.binaryName), ofTheClass);
  }

  private void finishCode(TypeScope scope) {
    scope
        .code()
        .ifPresent(
            function ->
                types.add(
                    scope,
                    new MethodDeclaration(
                        scope.binaryName,
                        function.name,
                        path,
                        List.of(),
                        "",
                        List.of(),
                        scope.codeLines()),
                    function.body));
    scope.codeDone();
  }

  private void close() {
    finishCode(scopes.element());
    types.close(scopes.pop());
  }

  private static String simpleName(String binaryName) {
    String name =
        binaryName.endsWith("$") ? binaryName.substring(0, binaryName.length() - 1) : binaryName;
    return name.substring(
        Math.max(
                Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')),
                Math.max(name.lastIndexOf('+'), name.lastIndexOf(':')))
            + 1);
  }

  private void block(SyntaxNode node) {
    if (rules.role(node) != Role.BLOCK && !rules.wrapsStatements(node)) {
      code.statement(node, functions.element().body);
    }
    codeIn(node);
  }

  /** Code in a function. */
  private void codeIn(SyntaxNode node) {
    Role role = rules.role(node);
    switch (role) {
      case SKIP -> {
        return;
      }
      case TYPE -> {
        type(node);
        return;
      }
      case FUNCTION -> {
        function(node);
        return;
      }
      default -> code.read(node, role, functions.element().body);
    }
    if (role == Role.ASSIGNMENT) {
      rules
          .field(node)
          .ifPresent(name -> scopes.element().add(name, "", List.of(), CodeReader.lines(node)));
    }
    boolean statements = role == Role.BLOCK;
    boolean branches = role == Role.BRANCH || role == Role.LOOP;
    for (SyntaxNode child : node.children()) {
      if (statements || (branches && rules.isLoneStatement(child))) {
        count(child);
      }
      codeIn(child);
    }
  }

  private void count(SyntaxNode child) {
    Role role = rules.role(child);
    boolean counted = role != Role.BLOCK && role != Role.SKIP && !rules.isWord(child);
    if (counted && role != Role.TYPE && role != Role.FUNCTION) {
      code.statement(child, functions.element().body);
    }
  }
}
