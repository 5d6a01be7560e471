package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;

/**
 * A condition without its negations, so that two that ask the same can be told, whichever way they
 * ask.
 *
 * @param text what is asked, without {@code this.}
 * @param yes whether the condition holds where that does
 */
record Asked(String text, boolean yes) {

  static Asked of(Expression condition) {
    Expression bare = Nodes.bare(condition);
    if (bare instanceof PrefixExpression prefix
        && prefix.getOperator().equals(PrefixExpression.Operator.NOT)) {
      Asked inner = of(prefix.getOperand());
      return new Asked(inner.text(), !inner.yes());
    }
    String text = bare.toString().replaceAll("\\bthis\\.", "");
    if (bare instanceof InfixExpression infix
        && infix.getOperator().equals(InfixExpression.Operator.NOT_EQUALS)) {
      return new Asked(text.replaceFirst("!=", "=="), false);
    }
    return new Asked(text, true);
  }
}
