package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodBody.Assignment;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodBody.Condition;
import dev.hephaestus.server.repository.MethodBody.LogStatement;
import dev.hephaestus.server.repository.MethodBody.ThrowSite;
import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records what the nodes of a function do. */
final class CodeReader {

  private final LanguageRules rules;
  private final LogCalls logs;

  CodeReader(LanguageRules rules) {
    this.rules = rules;
    this.logs = new LogCalls(rules);
  }

  /** Records a node by itself; those in it are handed over one by one. */
  void read(SyntaxNode node, Role role, BodyRecorder body) {
    switch (role) {
      case CALL -> call(node, body);
      case THROW -> thrown(node, body);
      case VARIABLE -> variable(node, body);
      case PARAMETER -> declare(node, body);
      case ASSIGNMENT -> assignment(node, body);
      case BRANCH -> condition(node, leaves(node), body);
      case LOOP -> condition(node, false, body);
      case NAME -> read(node, body);
      default -> {}
    }
  }

  /** Counts a statement of a block. */
  void statement(SyntaxNode node, BodyRecorder body) {
    Role role = kind(node);
    body.statements++;
    body.returns += role == Role.RETURN ? 1 : 0;
    boolean check =
        role == Role.BRANCH || role == Role.THROW || role == Role.RETURN || role == Role.VARIABLE;
    body.checks += check ? 1 : 0;
    body.endsWithThrow = role == Role.THROW;
  }

  /** An expression that is a statement has a node around it in most grammars. */
  private Role kind(SyntaxNode statement) {
    Role role = rules.role(statement);
    return role == Role.NONE && statement.children().size() == 1
        ? rules.role(statement.children().get(0))
        : role;
  }

  private void call(SyntaxNode node, BodyRecorder body) {
    Optional<CallSite> site = rules.call(node);
    if (site.isEmpty()) {
      return;
    }
    body.calls.add(call(node, site.get(), body));
    logs.level(site.get())
        .ifPresent(
            level ->
                body.logStatements.add(
                    new LogStatement(
                        level, StringPieces.in(site.get().arguments(), rules), lines(node))));
  }

  private Call call(SyntaxNode node, CallSite site, BodyRecorder body) {
    String receiver = site.made().isEmpty() ? receiver(site) : site.made();
    return new Call(
        site.name(),
        site.arguments().size(),
        receiver,
        body.typeOf(receiver),
        names(site.arguments()),
        lines(node));
  }

  private String receiver(CallSite site) {
    if (site.receiver().isEmpty()) {
      return "";
    }
    String name = rules.nameOf(site.receiver().get());
    if (!name.isEmpty()) {
      return name;
    }
    return rules.call(site.receiver().get()).map(call -> call.name() + "()").orElse("?");
  }

  private void thrown(SyntaxNode node, BodyRecorder body) {
    rules
        .thrown(node)
        .ifPresent(
            made ->
                body.throwSites.add(
                    new ThrowSite(
                        CallSite.simple(made.type()),
                        StringPieces.in(made.arguments(), rules),
                        lines(node))));
    if (rules.call(node).isPresent()) {
      call(node, body);
    }
  }

  private void variable(SyntaxNode node, BodyRecorder body) {
    for (Declared each : rules.declared(node)) {
      declare(each, body);
      each.value().ifPresent(value -> assign(rules.bare(each.name()), value, node, body));
    }
  }

  private void declare(SyntaxNode node, BodyRecorder body) {
    rules.declared(node).forEach(each -> declare(each, body));
  }

  private void declare(Declared each, BodyRecorder body) {
    body.localTypes.putIfAbsent(each.name(), CallSite.simple(each.type()));
  }

  private void assignment(SyntaxNode node, BodyRecorder body) {
    Optional<SyntaxNode> target = rules.target(node);
    SyntaxNode value = rules.value(node).or(() -> target).orElse(node);
    for (SyntaxNode each : target.map(this::targets).orElse(List.of())) {
      if (rules.declaresByAssigning() && rules.declaresLocal(each)) {
        body.localTypes.putIfAbsent(each.text(), "");
      }
      assign(rules.nameOf(each), value, node, body);
    }
  }

  /** {@code a, b = …} has two. */
  private List<SyntaxNode> targets(SyntaxNode left) {
    if (!rules.nameOf(left).isEmpty()) {
      return List.of(left);
    }
    List<SyntaxNode> targets = new ArrayList<>();
    for (SyntaxNode child : left.children()) {
      if (!rules.nameOf(child).isEmpty()) {
        targets.add(child);
        if (!left.type().contains("list") && !left.type().contains("pattern")) {
          break;
        }
      }
    }
    return targets;
  }

  private void assign(String target, SyntaxNode value, SyntaxNode node, BodyRecorder body) {
    if (!target.isEmpty() && !target.equals("this")) {
      body.writes.add(target);
      body.assignments.add(
          new Assignment(target, names(List.of(value)), calls(value, body), lines(node)));
    }
  }

  private void condition(SyntaxNode node, boolean leaves, BodyRecorder body) {
    rules
        .condition(node)
        .ifPresent(
            by ->
                body.conditions.add(
                    new Condition(names(List.of(by)), calls(by, body), lines(node), leaves)));
  }

  private void read(SyntaxNode node, BodyRecorder body) {
    if (isVariable(node)) {
      body.reads.add(rules.bare(node.text()));
    }
  }

  private List<Call> calls(SyntaxNode expression, BodyRecorder body) {
    List<Call> calls = new ArrayList<>();
    expression.walk(
        node -> {
          Role role = rules.role(node);
          if (role == Role.CALL || role == Role.THROW) {
            rules.call(node).ifPresent(site -> calls.add(call(node, site, body)));
          }
          return entered(role);
        });
    return calls;
  }

  /** The names of variables in the nodes. */
  private Set<String> names(List<SyntaxNode> nodes) {
    Set<String> names = new LinkedHashSet<>();
    for (SyntaxNode each : nodes) {
      each.walk(
          node -> {
            Role role = rules.role(node);
            if (role == Role.NAME && isVariable(node)) {
              names.add(rules.bare(node.text()));
            }
            return entered(role);
          });
    }
    return names;
  }

  private static boolean entered(Role role) {
    return role != Role.SKIP && role != Role.TYPE && role != Role.FUNCTION;
  }

  /** A name that is not a function's, a class's or an argument's. */
  private boolean isVariable(SyntaxNode node) {
    if (rules.isNameOfOther(node) || (rules.capitalsAreTypes() && isType(node.text()))) {
      return false;
    }
    boolean receives = node.isIn(rules.memberAccess()) && isFirst(node);
    return !(receives && LanguageRules.isCapital(node.text()));
  }

  /** {@code Cart}, but not {@code LIMIT}. */
  private static boolean isType(String name) {
    return LanguageRules.isCapital(name) && name.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isFirst(SyntaxNode node) {
    return node.parent().filter(parent -> parent.children().get(0) == node).isPresent();
  }

  private boolean leaves(SyntaxNode statement) {
    boolean[] leaves = new boolean[1];
    statement.walk(
        node -> {
          Role role = rules.role(node);
          leaves[0] |= role == Role.RETURN || role == Role.THROW || role == Role.LEAVE;
          return !leaves[0] && role != Role.LAMBDA && entered(role);
        });
    return leaves[0];
  }

  static LineRange lines(SyntaxNode node) {
    return new LineRange(node.firstLine(), Math.max(node.firstLine(), node.lastLine()));
  }
}
