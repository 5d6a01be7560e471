package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Keeps a remainder that is used as an index from being negative: {@code Math.floorMod(hash, n)},
 * and {@code Math.abs(hash % n)} where the absolute value of the least integer was negative.
 *
 * <p><i>Source:</i> the bug patterns RV_REM_OF_HASHCODE and RV_ABSOLUTE_VALUE_OF_HASHCODE of
 * SpotBugs.
 */
final class FloorModulo implements Operator {
  private static final int FLOOR_MOD_SINCE = 8;

  @Override
  public String name() {
    return "floor-modulo";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.fault().index().isEmpty() || scene.fault().index().getAsLong() >= 0) {
      return;
    }
    for (Expression expression : Slice.of(scene.site(), scene.fault())) {
      for (InfixExpression infix : Nodes.all(expression, InfixExpression.class)) {
        if (infix.getOperator().equals(InfixExpression.Operator.REMAINDER)
            && infix.extendedOperands().isEmpty()) {
          propose(scene, sketches, infix);
        }
      }
    }
  }

  private void propose(Scene scene, Sketches sketches, InfixExpression remainder) {
    String of = scene.file().source(Nodes.bare(remainder.getLeftOperand()));
    String by = scene.file().source(remainder.getRightOperand());
    String cause =
        "In "
            + scene.site().symbol()
            + " the remainder `"
            + NullHazards.oneLine(scene.file().source(remainder))
            + "` can be negative and is used as an index.";
    if (remainder.getLeftOperand() instanceof MethodInvocation call
        && call.getName().getIdentifier().equals("abs")
        && call.arguments().size() == 1) {
      String inner = scene.file().source((Expression) call.arguments().get(0));
      String text = "Math.abs(" + inner + " % " + by + ")";
      sketches.add(this, scene, 0.97, cause, new Rewrite(scene.file()).replace(remainder, text));
      return;
    }
    String text =
        scene.javaLevel() >= FLOOR_MOD_SINCE
            ? "Math.floorMod(" + of + ", " + by + ")"
            : "((" + scene.file().source(remainder) + ") + " + by + ") % " + by;
    sketches.add(this, scene, 0.96, cause, new Rewrite(scene.file()).replace(remainder, text));
  }
}
