package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.StringLiteral;

/**
 * A text made of parts with {@code +}, seen from one of its parts.
 *
 * @param operands all parts
 * @param at the position of the part
 */
record Concatenation(List<Expression> operands, int at) {

  /**
   * Consecutive parts that belong together.
   *
   * @param first the first part
   * @param last the last one
   */
  record Group(Expression first, Expression last) {}

  Concatenation {
    operands = List.copyOf(operands);
  }

  /** The concatenation of which the expression is a part that may be left out. */
  static Optional<Concatenation> around(Expression part) {
    if (!(part.getParent() instanceof InfixExpression infix)
        || !infix.getOperator().equals(InfixExpression.Operator.PLUS)
        || !isText(infix)) {
      return Optional.empty();
    }
    List<Expression> operands = Nodes.operands(infix);
    int at = operands.indexOf(part);
    // Before the first text of the sum, plus adds numbers.
    boolean amongTexts =
        at == 0
            ? isText(operands.get(1))
            : operands.subList(0, at).stream().anyMatch(Concatenation::isText);
    return amongTexts ? Optional.of(new Concatenation(operands, at)) : Optional.empty();
  }

  /**
   * The part with the punctuation that is there for its sake: what ends every part alike, or what
   * separates the last part from those before.
   */
  Optional<Group> withPunctuation() {
    Expression part = operands.get(at);
    if (endsAlike()) {
      return Optional.of(new Group(part, operands.get(at + 1)));
    }
    return at >= 2 && at == operands.size() - 1 && isPunctuation(operands.get(at - 1))
        ? Optional.of(new Group(operands.get(at - 1), part))
        : Optional.empty();
  }

  /** Whether every other operand is the same punctuation, the last one included. */
  private boolean endsAlike() {
    if (at % 2 != 0 || operands.size() % 2 != 0 || operands.size() < 4) {
      return false;
    }
    String mark = operands.get(1).toString();
    for (int i = 1; i < operands.size(); i += 2) {
      if (!isPunctuation(operands.get(i)) || !operands.get(i).toString().equals(mark)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPunctuation(Expression operand) {
    return operand instanceof StringLiteral literal
        && literal.getLiteralValue().codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean isText(Expression operand) {
    ITypeBinding type = operand.resolveTypeBinding();
    return type != null && type.getName().equals("String");
  }
}
