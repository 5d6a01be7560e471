package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodBody.Assignment;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodBody.Condition;
import dev.hephaestus.server.repository.MethodBody.LogStatement;
import dev.hephaestus.server.repository.MethodBody.ThrowSite;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.ConstructorInvocation;
import org.eclipse.jdt.core.dom.DoStatement;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ExpressionMethodReference;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.PostfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.PrimitiveType;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SimpleType;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SuperConstructorInvocation;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;
import org.eclipse.jdt.core.dom.SwitchExpression;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.ThisExpression;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.TypeDeclarationStatement;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;
import org.eclipse.jdt.core.dom.WhileStatement;
import org.jspecify.annotations.Nullable;

/** Records the body that stands innermost at each node of a syntax tree. */
abstract class BodyVisitor extends ASTVisitor {

  private static final Set<String> LOG_METHODS =
      Set.of(
          "trace", "debug", "info", "warn", "error", "fatal", "severe", "warning", "fine", "log",
          "atTrace", "atDebug", "atInfo", "atWarn", "atError");

  final CompilationUnit unit;
  final JavaComments comments;
  private final Deque<BodyRecorder> open = new ArrayDeque<>();

  /** Broken sources and annotations have expressions outside of any body: they go nowhere. */
  BodyVisitor(CompilationUnit unit, JavaComments comments) {
    this.unit = unit;
    this.comments = comments;
    open.push(new BodyRecorder());
  }

  final void openBody() {
    open.push(new BodyRecorder());
  }

  final BodyRecorder body() {
    return open.element();
  }

  final BodyRecorder dropBody() {
    return open.pop();
  }

  final void markEnd(@Nullable Block block) {
    List<?> statements = block == null ? List.of() : block.statements();
    body().endsWithThrow =
        !statements.isEmpty() && statements.get(statements.size() - 1) instanceof ThrowStatement;
  }

  @Override
  public void preVisit(ASTNode node) {
    if (!(node instanceof Statement)
        || node instanceof Block
        || node instanceof TypeDeclarationStatement) {
      return;
    }
    BodyRecorder body = body();
    body.statements++;
    body.returns += node instanceof ReturnStatement ? 1 : 0;
    boolean check =
        node instanceof IfStatement
            || node instanceof ThrowStatement
            || node instanceof ReturnStatement
            || node instanceof VariableDeclarationStatement;
    body.checks += check ? 1 : 0;
  }

  @Override
  public boolean visit(MethodInvocation node) {
    Call call = ExpressionReader.call(node, this);
    body().calls.add(call);
    boolean logs =
        LOG_METHODS.contains(call.name())
            && call.receiver().toLowerCase(Locale.ROOT).contains("log");
    if (logs || (call.name().equals("log") && fluentLog(node))) {
      body()
          .logStatements
          .add(
              new LogStatement(
                  call.name(), ExpressionReader.literals(node.arguments()), call.lines()));
    }
    return true;
  }

  /** {@code log.atError().setCause(e).log("…")}. */
  private static boolean fluentLog(MethodInvocation node) {
    Expression receiver = node.getExpression();
    while (receiver instanceof MethodInvocation earlier) {
      if (LOG_METHODS.contains(earlier.getName().getIdentifier())) {
        return true;
      }
      receiver = earlier.getExpression();
    }
    return false;
  }

  @Override
  public boolean visit(SuperMethodInvocation node) {
    body().calls.add(ExpressionReader.call(node, this));
    return true;
  }

  @Override
  public boolean visit(ClassInstanceCreation node) {
    body().calls.add(ExpressionReader.call(node, this));
    return true;
  }

  @Override
  public boolean visit(ConstructorInvocation node) {
    add("this", node.arguments(), node);
    return true;
  }

  @Override
  public boolean visit(SuperConstructorInvocation node) {
    add("super", node.arguments(), node);
    return true;
  }

  private void add(String receiver, List<?> arguments, ASTNode node) {
    body()
        .calls
        .add(
            new Call(
                "<init>",
                arguments.size(),
                receiver,
                "",
                ExpressionReader.names(arguments),
                lines(node)));
  }

  @Override
  public boolean visit(ExpressionMethodReference node) {
    String receiver = node.getExpression() instanceof Name name ? name.toString() : "";
    String type = body().typeOf(receiver);
    body()
        .calls
        .add(new Call(node.getName().getIdentifier(), -1, receiver, type, Set.of(), lines(node)));
    return true;
  }

  @Override
  public boolean visit(ThrowStatement node) {
    if (node.getExpression() instanceof ClassInstanceCreation made) {
      body()
          .throwSites
          .add(
              new ThrowSite(
                  simpleType(made.getType().toString()),
                  ExpressionReader.literals(made.arguments()),
                  lines(node)));
    }
    return true;
  }

  @Override
  public boolean visit(org.eclipse.jdt.core.dom.Assignment node) {
    assign(target(node.getLeftHandSide()), node.getRightHandSide(), node);
    return true;
  }

  @Override
  public boolean visit(PostfixExpression node) {
    assign(target(node.getOperand()), node.getOperand(), node);
    return true;
  }

  @Override
  public boolean visit(PrefixExpression node) {
    if (node.getOperator().equals(PrefixExpression.Operator.INCREMENT)
        || node.getOperator().equals(PrefixExpression.Operator.DECREMENT)) {
      assign(target(node.getOperand()), node.getOperand(), node);
    }
    return true;
  }

  @Override
  public boolean visit(VariableDeclarationFragment node) {
    if (node.getParent() instanceof VariableDeclarationStatement statement) {
      declare(node.getName(), written(statement.getType()));
    } else if (!(node.getParent() instanceof org.eclipse.jdt.core.dom.FieldDeclaration)) {
      declare(node.getName(), "");
    }
    if (node.getInitializer() != null) {
      assign(node.getName().getIdentifier(), node.getInitializer(), node);
    }
    return true;
  }

  @Override
  public boolean visit(SingleVariableDeclaration node) {
    declare(node.getName(), written(node.getType()));
    return true;
  }

  @Override
  public boolean visit(EnhancedForStatement node) {
    assign(
        node.getParameter().getName().getIdentifier(), node.getExpression(), node.getParameter());
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(IfStatement node) {
    condition(node.getExpression(), node, ExpressionReader.leaves(node));
    return true;
  }

  @Override
  public boolean visit(WhileStatement node) {
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(DoStatement node) {
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(ForStatement node) {
    if (node.getExpression() != null) {
      condition(node.getExpression(), node, false);
    }
    return true;
  }

  @Override
  public boolean visit(SwitchStatement node) {
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(SwitchExpression node) {
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(ConditionalExpression node) {
    condition(node.getExpression(), node, false);
    return true;
  }

  @Override
  public boolean visit(SimpleName node) {
    if (ExpressionReader.isVariable(node)) {
      body().reads.add(node.getIdentifier());
    }
    return true;
  }

  private void declare(SimpleName name, String type) {
    body().localTypes.put(name.getIdentifier(), simpleType(type));
  }

  private void assign(String target, Expression value, ASTNode node) {
    if (target.isEmpty()) {
      return;
    }
    body().writes.add(target);
    body()
        .assignments
        .add(
            new Assignment(
                target,
                ExpressionReader.names(List.of(value)),
                ExpressionReader.calls(value, this),
                lines(node)));
  }

  private void condition(Expression expression, ASTNode statement, boolean leaves) {
    body()
        .conditions
        .add(
            new Condition(
                ExpressionReader.names(List.of(expression)),
                ExpressionReader.calls(expression, this),
                lines(statement),
                leaves));
  }

  private static String target(Expression left) {
    return switch (left) {
      case SimpleName name -> name.getIdentifier();
      case QualifiedName name -> name.getName().getIdentifier();
      case FieldAccess access when access.getExpression() instanceof ThisExpression ->
          access.getName().getIdentifier();
      case ArrayAccess access -> target(access.getArray());
      default -> "";
    };
  }

  /** The lines of a node, of a declaration without its comment. */
  final LineRange lines(ASTNode node) {
    int start =
        node instanceof BodyDeclaration declared ? start(declared) : node.getStartPosition();
    int first = Math.max(1, unit.getLineNumber(start));
    int end = node.getStartPosition() + Math.max(0, node.getLength() - 1);
    return new LineRange(first, Math.max(first, unit.getLineNumber(end)));
  }

  private int start(BodyDeclaration node) {
    if (comments.erased()) {
      return node.getStartPosition();
    }
    int first = Integer.MAX_VALUE;
    for (Object each : node.structuralPropertiesForType()) {
      if (each == node.getJavadocProperty()) {
        continue;
      }
      Object value =
          node.getStructuralProperty((org.eclipse.jdt.core.dom.StructuralPropertyDescriptor) each);
      List<?> children =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      for (Object child : children) {
        if (child instanceof ASTNode part && part.getLength() > 0) {
          first = Math.min(first, part.getStartPosition());
        }
      }
    }
    return first == Integer.MAX_VALUE ? node.getStartPosition() : first;
  }

  /** A node as it is written; the tree's own way of it is slow for what is met most. */
  static String written(ASTNode node) {
    return switch (node) {
      case Modifier modifier -> modifier.getKeyword().toString();
      case SimpleType type when type.annotations().isEmpty() ->
          type.getName().getFullyQualifiedName();
      case PrimitiveType type when type.annotations().isEmpty() ->
          type.getPrimitiveTypeCode().toString();
      default -> node.toString();
    };
  }

  /** {@code java.util.Map.Entry<K, V>[]} gives {@code Entry}. */
  static String simpleType(String type) {
    int end = 0;
    while (end < type.length() && "<[".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    String raw = type.substring(0, end).replace("...", "").trim();
    return raw.substring(Math.max(raw.lastIndexOf('.'), raw.lastIndexOf(' ')) + 1);
  }
}
