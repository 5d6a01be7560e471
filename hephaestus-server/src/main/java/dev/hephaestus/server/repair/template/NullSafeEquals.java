package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.StringLiteral;

/**
 * Compares so that null is just another value: the constant asks, or {@code Objects.equals} does.
 *
 * <p><i>Source:</i> Genesis (Long et al. 2017) and Getafix (Bader et al. 2019) mine both forms.
 */
final class NullSafeEquals implements Operator {
  private static final int OBJECTS_SINCE = 7;

  @Override
  public String name() {
    return "null-safe-equals";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      if (hazard.use() instanceof MethodInvocation call
          && call.getExpression() != null
          && call.getExpression().equals(hazard.operands().get(0))
          && call.arguments().size() == 1) {
        propose(scene, sketches, hazard, call);
      }
    }
  }

  private void propose(Scene scene, Sketches sketches, Hazard hazard, MethodInvocation call) {
    String name = call.getName().getIdentifier();
    Expression owner = call.getExpression();
    Expression other = (Expression) call.arguments().get(0);
    String left = scene.file().source(owner);
    String right = scene.file().source(other);
    double likely = hazard.likelihood();
    if ((name.equals("equals") || name.equals("equalsIgnoreCase")) && isConstant(other)) {
      Rewrite rewrite =
          new Rewrite(scene.file()).replace(call, right + "." + name + "(" + left + ")");
      sketches.add(this, scene, 0.97 * likely, scene.cause(hazard), rewrite);
    } else if (name.equals("equals")) {
      boolean objects =
          scene.javaLevel() >= OBJECTS_SINCE && !Imports.clash(scene.file(), "java.util.Objects");
      Rewrite rewrite =
          objects
              ? new Rewrite(scene.file())
                  .replace(call, "Objects.equals(" + left + ", " + right + ")")
                  .importing("java.util.Objects")
              : new Rewrite(scene.file())
                  .replace(
                      call,
                      "("
                          + left
                          + " == null ? "
                          + right
                          + " == null : "
                          + left
                          + ".equals("
                          + right
                          + "))");
      sketches.add(this, scene, 0.93 * likely, scene.cause(hazard), rewrite);
    }
  }

  private static boolean isConstant(Expression expression) {
    if (expression instanceof StringLiteral) {
      return true;
    }
    IVariableBinding variable = Nodes.variable(expression);
    ITypeBinding type = expression.resolveTypeBinding();
    return variable != null
        && ((Modifier.isStatic(variable.getModifiers())
                && Modifier.isFinal(variable.getModifiers()))
            || (type != null && type.isEnum() && variable.isEnumConstant()));
  }
}
