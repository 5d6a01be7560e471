package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.ChildListPropertyDescriptor;
import org.eclipse.jdt.core.dom.ChildPropertyDescriptor;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.Javadoc;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.StructuralPropertyDescriptor;

/**
 * A tree as text, in which forms that mean the same read the same: parentheses, blocks around one
 * statement, {@code if (c) return a; return b;} and {@code return c ? a : b;}, {@code c ? false :
 * d} and {@code !c && d}, a question and its negation with the answers exchanged.
 *
 * <p><i>Source:</i> equivalent transformations as of Weimer et al. 2013 (AE).
 */
final class Shape {
  private static final String TRUE = "BooleanLiteral(true,)";
  private static final String FALSE = "BooleanLiteral(false,)";

  private final StringBuilder text = new StringBuilder();

  /** The text of a tree. */
  String of(ASTNode root) {
    write(root);
    return text.toString();
  }

  private void write(ASTNode node) {
    switch (node) {
      case Javadoc ignored -> {
        // It says nothing to the compiler.
      }
      case ParenthesizedExpression inner -> write(inner.getExpression());
      case Block block -> statements(Nodes.list(block.statements(), Statement.class));
      case ConditionalExpression choice ->
          choose(
              choice.getExpression(),
              part(choice.getThenExpression()),
              part(choice.getElseExpression()));
      case InfixExpression joined when Nodes.isAndOr(joined) ->
          join(
              joined.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND),
              Nodes.operands(joined));
      default -> generic(node);
    }
  }

  private void statements(List<Statement> all) {
    text.append('{');
    for (int i = 0; i < all.size(); i++) {
      Expression early = early(all.get(i));
      if (early != null
          && i + 1 == all.size() - 1
          && all.get(i + 1) instanceof ReturnStatement last
          && last.getExpression() != null) {
        text.append("ReturnStatement(");
        choose(((IfStatement) all.get(i)).getExpression(), part(early), part(last.getExpression()));
        text.append(",)");
        i++;
      } else {
        write(all.get(i));
      }
    }
    text.append('}');
  }

  /** What an if without an else returns at once; null where it does something else. */
  private static @org.jspecify.annotations.Nullable Expression early(Statement statement) {
    if (statement instanceof IfStatement choice && choice.getElseStatement() == null) {
      Statement then = choice.getThenStatement();
      if (then instanceof Block block && block.statements().size() == 1) {
        then = (Statement) block.statements().get(0);
      }
      return then instanceof ReturnStatement answer ? answer.getExpression() : null;
    }
    return null;
  }

  /** {@code a && b} is {@code a ? b : false}, and {@code a || b} is {@code a ? true : b}. */
  private void join(boolean and, List<Expression> operands) {
    String rest = part(operands.get(operands.size() - 1));
    for (int i = operands.size() - 2; i >= 0; i--) {
      Shape joined = new Shape();
      joined.choose(operands.get(i), and ? rest : TRUE, and ? FALSE : rest);
      rest = joined.text.toString();
    }
    text.append(rest);
  }

  private void choose(Expression question, String yes, String no) {
    boolean swapped =
        Nodes.bare(question) instanceof InfixExpression infix
            && infix.getOperator().equals(InfixExpression.Operator.NOT_EQUALS);
    String asked = part(question);
    if (swapped) {
      asked = asked.replaceFirst("InfixExpression\\(!=", "InfixExpression(==");
    }
    text.append("Choice(").append(asked).append('?');
    text.append(swapped ? no : yes).append(':').append(swapped ? yes : no).append(')');
  }

  private static String part(ASTNode node) {
    return new Shape().of(node);
  }

  private void generic(ASTNode node) {
    text.append(node.getClass().getSimpleName()).append('(');
    if (node instanceof InfixExpression infix) {
      text.append(infix.getOperator());
    }
    for (Object each : node.structuralPropertiesForType()) {
      StructuralPropertyDescriptor property = (StructuralPropertyDescriptor) each;
      Object value = node.getStructuralProperty(property);
      if (property instanceof ChildPropertyDescriptor && value instanceof ASTNode child) {
        single(child);
      } else if (property instanceof ChildListPropertyDescriptor) {
        Nodes.list((List<?>) value, ASTNode.class).forEach(this::write);
      } else if (!(node instanceof InfixExpression) && value != null) {
        text.append(value);
      }
      text.append(',');
    }
    text.append(')');
  }

  /** A statement under another one, as a block whether it has braces or not. */
  private void single(ASTNode child) {
    if (child instanceof Statement statement && !(child instanceof Block)) {
      statements(List.of(statement));
    } else {
      write(child);
    }
  }
}
