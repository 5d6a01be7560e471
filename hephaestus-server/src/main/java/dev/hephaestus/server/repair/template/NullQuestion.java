package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.jspecify.annotations.Nullable;

/** Recognizes {@code x == null} and {@code x != null}. */
final class NullQuestion {

  private NullQuestion() {}

  /** Whether a condition, or one of those it joins by or, is that the variable is null. */
  static boolean isAsked(Expression condition, IVariableBinding variable) {
    if (Nodes.bare(condition) instanceof InfixExpression infix) {
      if (infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_OR)) {
        return Nodes.operands(infix).stream().anyMatch(operand -> isAsked(operand, variable));
      }
      Expression asked = subject(infix, InfixExpression.Operator.EQUALS);
      return asked != null && variable.isEqualTo(Nodes.variable(asked));
    }
    return false;
  }

  /** What is compared to null by an operator; null where it is another comparison. */
  static @Nullable Expression subject(Expression condition, InfixExpression.Operator operator) {
    if (!(Nodes.bare(condition) instanceof InfixExpression infix)
        || !infix.getOperator().equals(operator)) {
      return null;
    }
    if (Values.isNull(infix.getRightOperand())) {
      return infix.getLeftOperand();
    }
    return Values.isNull(infix.getLeftOperand()) ? infix.getRightOperand() : null;
  }
}
