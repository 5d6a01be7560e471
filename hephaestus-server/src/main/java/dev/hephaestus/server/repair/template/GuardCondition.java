package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Asks before the operand of a condition that would throw: {@code x != null && x.isOpen()}, or
 * {@code x == null || x.isEmpty()}.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP6: mutate conditional expression), PAR (expression
 * adder).
 */
final class GuardCondition implements Operator {

  @Override
  public String name() {
    return "guard-condition";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate();
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      if (!hazard.canBeAsked()) {
        continue;
      }
      Expression atom = atom(hazard.use());
      if (atom == null) {
        continue;
      }
      String text = scene.file().source(atom);
      boolean inChain = Nodes.isAndOr(atom) || needsParentheses(atom);
      for (boolean and : List.of(true, false)) {
        String guarded =
            and
                ? hazard.goodOperand() + " && " + operand(atom, text)
                : hazard.bad() + " || " + operand(atom, text);
        boolean mixes =
            atom.getParent() instanceof InfixExpression parent && !sameOperator(parent, and);
        boolean negated = atom.getParent() instanceof PrefixExpression;
        String result =
            mixes || negated || (inChain && !Nodes.isAndOr(atom)) ? "(" + guarded + ")" : guarded;
        sketches.add(
            this,
            scene,
            (and == prefersAnd(scene.site(), atom) ? 0.95 : 0.6)
                * (isUsedBeyond(scene.site(), hazard, atom) ? 0.75 : 1)
                * hazard.likelihood(),
            scene.cause(hazard),
            new Rewrite(scene.file()).replace(atom, result));
      }
    }
  }

  /** Whether what is asked for is used without a check elsewhere too, so that it throws there. */
  private static boolean isUsedBeyond(Site site, Hazard hazard, Expression atom) {
    Statement statement = Nodes.statementOf(atom).orElse(null);
    ASTNode guarded =
        statement instanceof IfStatement choice ? choice.getThenStatement() : statement;
    String operand = hazard.operands().get(0).toString();
    return hazard.bad().endsWith(" == null")
        && Nodes.all(site.body(), MethodInvocation.class).stream()
            .filter(call -> call.getStartPosition() > atom.getStartPosition() + atom.getLength())
            .filter(call -> guarded == null || !Nodes.isWithin(call, guarded))
            .anyMatch(
                call ->
                    call.getExpression() != null
                        && call.getExpression().toString().equals(operand));
  }

  /** Negated and emptiness questions hold of what is not there; others do not. */
  private static boolean prefersAnd(Site site, Expression atom) {
    String text = site.file().source(atom);
    return !(text.contains("isEmpty()")
            || text.contains(".length() == 0")
            || text.contains("isBlank()"))
        || text.startsWith("!");
  }

  private static boolean sameOperator(InfixExpression parent, boolean and) {
    return parent
        .getOperator()
        .equals(
            and
                ? InfixExpression.Operator.CONDITIONAL_AND
                : InfixExpression.Operator.CONDITIONAL_OR);
  }

  private static boolean needsParentheses(Expression atom) {
    return atom.getParent() instanceof PrefixExpression;
  }

  private static String operand(Expression atom, String text) {
    return Nodes.isAndOr(atom)
            || atom instanceof ConditionalExpression
            || atom instanceof org.eclipse.jdt.core.dom.Assignment
        ? "(" + text + ")"
        : text;
  }

  /** The smallest boolean operand around the use that decides something. */
  private static @Nullable Expression atom(Expression use) {
    @Nullable Expression atom = null;
    for (ASTNode up = use; up instanceof Expression expression; up = up.getParent()) {
      ITypeBinding type = expression.resolveTypeBinding();
      boolean isBoolean = type != null && type.getName().equals("boolean");
      if (isBoolean && !(expression instanceof ParenthesizedExpression)) {
        ASTNode parent = expression.getParent();
        boolean operand =
            (parent instanceof Expression outer && Nodes.isAndOr(outer))
                || (parent instanceof Statement)
                || (parent instanceof ConditionalExpression choice
                    && expression.equals(choice.getExpression()));
        if (operand) {
          return expression;
        }
        atom = expression;
      }
      if (expression instanceof org.eclipse.jdt.core.dom.LambdaExpression) {
        return null;
      }
    }
    return atom;
  }
}
