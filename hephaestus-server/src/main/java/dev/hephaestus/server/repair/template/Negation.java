package dev.hephaestus.server.repair.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;

/** The opposite of a condition, in the form in which people write it. */
final class Negation {
  private static final Map<String, String> OPPOSITE =
      Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<", "==", "!=", "!=", "==");

  private Negation() {}

  /** The text of the negation; the texts of its parts are those that a function gives. */
  static String of(Expression condition, Function<Expression, String> source) {
    Expression bare = Nodes.bare(condition);
    if (bare instanceof PrefixExpression prefix
        && prefix.getOperator().equals(PrefixExpression.Operator.NOT)) {
      return source.apply(Nodes.bare(prefix.getOperand()));
    }
    if (bare instanceof InfixExpression infix) {
      Optional<String> opposite = ofInfix(infix, source);
      if (opposite.isPresent()) {
        return opposite.get();
      }
    }
    String text = source.apply(bare);
    return Nodes.isTight(bare) ? "!" + text : "!(" + text + ")";
  }

  private static Optional<String> ofInfix(
      InfixExpression infix, Function<Expression, String> source) {
    if (Nodes.isAndOr(infix)) {
      boolean and = infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND);
      return Optional.of(
          Nodes.operands(infix).stream()
              .map(operand -> operand(operand, of(operand, source)))
              .collect(Collectors.joining(and ? " || " : " && ")));
    }
    String operator = OPPOSITE.get(infix.getOperator().toString());
    return operator == null || !infix.extendedOperands().isEmpty()
        ? Optional.empty()
        : Optional.of(
            source.apply(infix.getLeftOperand())
                + " "
                + operator
                + " "
                + source.apply(infix.getRightOperand()));
  }

  private static String operand(Expression was, String text) {
    return Nodes.isAndOr(Nodes.bare(was)) ? "(" + text + ")" : text;
  }
}
