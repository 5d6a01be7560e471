package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;

/**
 * The small changes that make a condition hold less often, or more often.
 *
 * <p><i>Source:</i> jMutRepair (Martinez and Monperrus 2016) for the operators, TBar (Liu et al.
 * 2019, FP6.2 and FP11) for operands; that the way is known is what Nopol takes from angelic
 * values.
 */
final class Mutations {
  private static final Map<String, String> NARROWER = Map.of("<=", "<", ">=", ">");
  private static final Map<String, String> WIDER = Map.of("<", "<=", ">", ">=");
  private static final Map<String, String> FLIPPED = Map.of("==", "!=", "!=", "==");

  /**
   * A change.
   *
   * @param place what is replaced
   * @param text by what
   * @param weight how usual it is, at most 1
   */
  record Mutation(Expression place, String text, double weight) {}

  private final ParsedFile file;
  private final List<Mutation> found = new ArrayList<>();

  private Mutations(ParsedFile file) {
    this.file = file;
  }

  /** Those that make a condition hold less often, or more often where it is to be wider. */
  static List<Mutation> of(ParsedFile file, Expression condition, boolean wider) {
    Mutations mutations = new Mutations(file);
    mutations.add(condition, wider);
    return mutations.found;
  }

  private void add(Expression condition, boolean wider) {
    Expression bare = Nodes.bare(condition);
    if (bare instanceof PrefixExpression prefix
        && prefix.getOperator().equals(PrefixExpression.Operator.NOT)) {
      add(prefix.getOperand(), !wider);
    } else if (bare instanceof InfixExpression infix) {
      if (Nodes.isAndOr(infix)) {
        addChain(infix, wider);
      } else if (infix.extendedOperands().isEmpty()) {
        addComparison(infix, wider);
      }
    }
  }

  private void addChain(InfixExpression chain, boolean wider) {
    boolean and = chain.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND);
    List<Expression> operands = Nodes.operands(chain);
    if (and == wider) {
      for (Expression dropped : operands) {
        List<String> kept =
            operands.stream()
                .filter(operand -> !operand.equals(dropped))
                .map(file::source)
                .toList();
        // The check for null in front of a use is not what is wrong.
        boolean protects = dropped.toString().contains("null");
        found.add(
            new Mutation(
                chain, String.join(" " + chain.getOperator() + " ", kept), protects ? 0.2 : 0.7));
      }
      if (operands.size() == 2) {
        found.add(new Mutation(chain, swapped(chain, operands, and), 0.4));
      }
    }
    operands.forEach(operand -> add(operand, wider));
  }

  private String swapped(InfixExpression chain, List<Expression> operands, boolean and) {
    String text = file.source(operands.get(0)) + (and ? " || " : " && ");
    String swapped = text + file.source(operands.get(1));
    return chain.getParent() instanceof InfixExpression ? "(" + swapped + ")" : swapped;
  }

  private void addComparison(InfixExpression infix, boolean wider) {
    String operator = infix.getOperator().toString();
    String moved = (wider ? WIDER : NARROWER).get(operator);
    if (moved != null) {
      found.add(new Mutation(infix, with(infix, moved), 1));
    }
    String flipped = FLIPPED.get(operator);
    if (flipped != null && !infix.toString().contains("null")) {
      found.add(new Mutation(infix, with(infix, flipped), 0.35));
    }
  }

  private String with(InfixExpression infix, String operator) {
    int from = infix.getLeftOperand().getStartPosition() + infix.getLeftOperand().getLength();
    int to = infix.getRightOperand().getStartPosition();
    String between = file.text().substring(from, to);
    return file.source(infix.getLeftOperand())
        + between.replace(infix.getOperator().toString(), operator)
        + file.source(infix.getRightOperand());
  }
}
