package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.Expression;

/**
 * An expression that throws under a condition that can be asked beforehand.
 *
 * @param use the smallest expression that throws
 * @param operands what the condition is about; evaluating them a second time must do no harm
 * @param bad the condition under which it throws
 * @param good its negation
 * @param what for people: "{@code price} can be null"
 * @param likelihood how likely it is that this expression threw, above 0; 1 where nothing else can
 */
record Hazard(
    Expression use,
    List<Expression> operands,
    String bad,
    String good,
    String what,
    double likelihood) {

  Hazard {
    operands = List.copyOf(operands);
  }

  /** The same with another likelihood. */
  Hazard times(double factor) {
    return factor == 1 ? this : new Hazard(use, operands, bad, good, what, likelihood * factor);
  }

  boolean canBeAsked() {
    return operands.stream().allMatch(Nodes::isRepeatable);
  }

  /** The good condition as an operand of {@code &&}. */
  String goodOperand() {
    return good.contains("||") ? "(" + good + ")" : good;
  }

  /** The good condition as an operand of {@code ?:}. */
  String badOperand() {
    return bad;
  }
}
