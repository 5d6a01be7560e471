package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.AnonymousClassDeclaration;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.IBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.PostfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.jspecify.annotations.Nullable;

/** Questions to a syntax tree. */
final class Nodes {
  private static final Pattern READING =
      Pattern.compile(
          "(get|is|has|contains|size|length|index|last|char|sub|to|as|equals|hash|compare|value|key"
              + "|name|trim|starts|ends|empty|peek|instance|simple)\\w*|[a-z]+");
  private static final Pattern CHANGING =
      Pattern.compile(
          "(next|remove|add|put|poll|pop|push|read|write|set|create|new|build|open|close|make|load"
              + "|take|offer|increment|decrement|getAnd|run|call|execute|apply|process|parse)\\w*");

  private Nodes() {}

  /** JDT's raw lists with their type. */
  static <T> List<T> list(List<?> raw, Class<T> type) {
    return raw.stream().map(type::cast).toList();
  }

  /** The arguments of a call or of a creation; none of another expression. */
  static List<Expression> arguments(Expression call) {
    return switch (call) {
      case MethodInvocation invocation -> list(invocation.arguments(), Expression.class);
      case ClassInstanceCreation creation -> list(creation.arguments(), Expression.class);
      case SuperMethodInvocation invocation -> list(invocation.arguments(), Expression.class);
      default -> List.of();
    };
  }

  /** Every node of a type below and including the root, in the order of the source. */
  static <T extends ASTNode> List<T> all(ASTNode root, Class<T> type) {
    List<T> found = new ArrayList<>();
    root.accept(
        new ASTVisitor() {
          @Override
          public void preVisit(ASTNode node) {
            if (type.isInstance(node)) {
              found.add(type.cast(node));
            }
          }
        });
    return found;
  }

  /** The nearest ancestor of a type, the node itself left out. */
  static <T extends ASTNode> Optional<T> enclosing(ASTNode node, Class<T> type) {
    for (ASTNode up = node.getParent(); up != null; up = up.getParent()) {
      if (type.isInstance(up)) {
        return Optional.of(type.cast(up));
      }
    }
    return Optional.empty();
  }

  /**
   * The innermost statement around an expression; none across a lambda, a class or an initializer.
   */
  static Optional<Statement> statementOf(ASTNode node) {
    for (ASTNode up = node; up != null; up = up.getParent()) {
      if (up instanceof Statement statement && !(up instanceof Block)) {
        return Optional.of(statement);
      }
      if (up instanceof LambdaExpression
          || up instanceof AnonymousClassDeclaration
          || up instanceof AbstractTypeDeclaration) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  static boolean isWithin(ASTNode inner, ASTNode outer) {
    for (ASTNode up = inner; up != null; up = up.getParent()) {
      if (up.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  static boolean standsInList(Statement statement) {
    return statement.getParent() instanceof Block
        || statement.getLocationInParent() == SwitchStatement.STATEMENTS_PROPERTY;
  }

  static Expression bare(Expression expression) {
    Expression bare = expression;
    while (bare instanceof ParenthesizedExpression parenthesized) {
      bare = parenthesized.getExpression();
    }
    return bare;
  }

  static @Nullable IVariableBinding variable(Expression expression) {
    IBinding binding =
        switch (bare(expression)) {
          case Name name -> name.resolveBinding();
          case FieldAccess access -> access.resolveFieldBinding();
          default -> null;
        };
    return binding instanceof IVariableBinding variable ? variable : null;
  }

  static boolean isVariable(Expression expression) {
    Expression bare = bare(expression);
    return bare instanceof SimpleName
        || bare instanceof FieldAccess
        || bare instanceof QualifiedName;
  }

  /** Whether evaluating it twice does no harm, as far as its form and names tell. */
  static boolean isRepeatable(Expression expression) {
    boolean[] repeatable = {true};
    expression.accept(
        new ASTVisitor() {
          @Override
          public void preVisit(ASTNode node) {
            if (node instanceof Assignment
                || node instanceof PostfixExpression
                || node instanceof ClassInstanceCreation
                || node instanceof LambdaExpression
                || node instanceof SuperMethodInvocation
                || (node instanceof PrefixExpression prefix
                    && (prefix.getOperator().equals(PrefixExpression.Operator.INCREMENT)
                        || prefix.getOperator().equals(PrefixExpression.Operator.DECREMENT)))
                || (node instanceof MethodInvocation call && changes(call))) {
              repeatable[0] = false;
            }
          }
        });
    return repeatable[0];
  }

  private static boolean changes(MethodInvocation call) {
    String name = call.getName().getIdentifier();
    return CHANGING.matcher(name).matches() || !READING.matcher(name).matches();
  }

  /** Whether it needs parentheses as an operand of {@code &&}, of {@code .} or of a cast. */
  static boolean isTight(Expression expression) {
    return expression instanceof Name
        || expression instanceof MethodInvocation
        || expression instanceof FieldAccess
        || expression instanceof ArrayAccess
        || expression instanceof ParenthesizedExpression
        || expression instanceof PrefixExpression
        || expression instanceof org.eclipse.jdt.core.dom.ThisExpression
        || expression instanceof org.eclipse.jdt.core.dom.NumberLiteral
        || expression instanceof org.eclipse.jdt.core.dom.StringLiteral
        || expression instanceof ClassInstanceCreation;
  }

  static boolean isAndOr(Expression expression) {
    return expression instanceof InfixExpression infix
        && (infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND)
            || infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_OR));
  }

  /** Whether a parent would bind tighter than {@code ?:} and so needs parentheses around it. */
  static boolean needsParentheses(Expression place) {
    ASTNode parent = place.getParent();
    return parent instanceof InfixExpression
        || parent instanceof PrefixExpression
        || parent instanceof CastExpression
        || parent instanceof FieldAccess
        || parent instanceof org.eclipse.jdt.core.dom.ConditionalExpression
        || parent instanceof org.eclipse.jdt.core.dom.InstanceofExpression
        || (parent instanceof MethodInvocation call && place.equals(call.getExpression()))
        || (parent instanceof ArrayAccess access && place.equals(access.getArray()));
  }

  /** All operands of an infix expression, the extended ones included. */
  static List<Expression> operands(InfixExpression infix) {
    List<Expression> operands = new ArrayList<>();
    operands.add(infix.getLeftOperand());
    operands.add(infix.getRightOperand());
    operands.addAll(list(infix.extendedOperands(), Expression.class));
    return operands;
  }
}
