package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * Computes in {@code long} what overflows in {@code int}: a product that becomes a {@code long}
 * anyway, and the middle of two indices.
 *
 * <p><i>Source:</i> the bug patterns ICAST_INTEGER_MULTIPLY_CAST_TO_LONG and
 * IM_AVERAGE_COMPUTATION_COULD_OVERFLOW of SpotBugs; TBar (Liu et al. 2019, FP1 and FP8).
 */
final class WideArithmetic implements Operator {
  private static final Set<String> FAULTS =
      Set.of("ArithmeticException", "NegativeArraySizeException", "IllegalArgumentException");

  @Override
  public String name() {
    return "wide-arithmetic";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate() && !isOverflow(fault);
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    Fault fault = scene.fault();
    boolean negative = fault.index().isPresent() && fault.index().getAsLong() < 0;
    boolean zero = fault.message().contains("by zero");
    if (zero || !(FAULTS.contains(fault.type()) || negative || fault.isDeliberate())) {
      return;
    }
    for (InfixExpression infix : Nodes.all(scene.site().body(), InfixExpression.class)) {
      if (isInt(infix)) {
        product(scene, sketches, infix);
        middle(scene, sketches, infix, negative);
      }
    }
  }

  private void product(Scene scene, Sketches sketches, InfixExpression infix) {
    if (!infix.getOperator().equals(InfixExpression.Operator.TIMES) || !becomesLong(infix)) {
      return;
    }
    Expression left = infix.getLeftOperand();
    String source = scene.file().source(left);
    String wide =
        left instanceof NumberLiteral
            ? source + "L"
            : "(long) " + (Nodes.isTight(left) ? source : "(" + source + ")");
    sketches.add(
        this,
        scene,
        isOverflow(scene.fault()) ? 0.9 : 0.4,
        cause(scene, infix),
        new Rewrite(scene.file()).replace(left, wide));
  }

  private void middle(Scene scene, Sketches sketches, InfixExpression infix, boolean negative) {
    if (infix.getOperator().equals(InfixExpression.Operator.DIVIDE)
        && infix.getRightOperand().toString().equals("2")
        && infix.getLeftOperand() instanceof ParenthesizedExpression parenthesized
        && parenthesized.getExpression() instanceof InfixExpression sum
        && sum.getOperator().equals(InfixExpression.Operator.PLUS)
        && sum.extendedOperands().isEmpty()) {
      String text = "(" + scene.file().source(sum) + ") >>> 1";
      sketches.add(
          this,
          scene,
          negative ? 0.93 : 0.3,
          cause(scene, sum),
          new Rewrite(scene.file())
              .replace(
                  infix, infix.getParent() instanceof InfixExpression ? "(" + text + ")" : text));
    }
  }

  private static boolean isOverflow(Fault fault) {
    return fault.message().contains("overflow") || fault.is("NegativeArraySizeException");
  }

  private static String cause(Scene scene, Expression computed) {
    return "In "
        + scene.site().symbol()
        + " `"
        + NullHazards.oneLine(scene.file().source(computed))
        + "` can overflow.";
  }

  private static boolean isInt(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type != null && type.getName().equals("int");
  }

  private static boolean becomesLong(Expression product) {
    ASTNode place = product;
    while (place.getParent() instanceof InfixExpression
        || place.getParent() instanceof ParenthesizedExpression) {
      place = place.getParent();
      if (!isInt((Expression) place)) {
        return isLong(((Expression) place).resolveTypeBinding());
      }
    }
    return switch (place.getParent()) {
      case VariableDeclarationFragment variable ->
          variable.resolveBinding() != null && isLong(variable.resolveBinding().getType());
      case Assignment assignment -> isLong(assignment.getLeftHandSide().resolveTypeBinding());
      case MethodInvocation call -> takesLong(call, call.arguments().indexOf(place));
      default -> false;
    };
  }

  private static boolean takesLong(MethodInvocation call, int index) {
    List<ITypeBinding> types =
        call.resolveMethodBinding() == null
            ? List.of()
            : List.of(call.resolveMethodBinding().getParameterTypes());
    return index >= 0 && index < types.size() && isLong(types.get(index));
  }

  private static boolean isLong(@org.jspecify.annotations.Nullable ITypeBinding type) {
    return type != null && type.getName().equals("long");
  }
}
