package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Rounds a decimal division that does not end.
 *
 * <p><i>Source:</i> the contract of {@code BigDecimal.divide(BigDecimal)}; PAR (method replacer).
 */
final class DivideRounded implements Operator {

  @Override
  public String name() {
    return "divide-rounded";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("ArithmeticException")
        || !(scene.fault().message().contains("Non-terminating")
            || scene.fault().message().contains("Rounding necessary"))) {
      return;
    }
    for (MethodInvocation call : scene.site().at(MethodInvocation.class)) {
      String name = call.getName().getIdentifier();
      Expression owner = call.getExpression();
      boolean divides = name.equals("divide") && call.arguments().size() == 1;
      boolean scales = name.equals("setScale") && call.arguments().size() == 1;
      if (owner == null || (!divides && !scales)) {
        continue;
      }
      Expression argument = (Expression) call.arguments().get(0);
      int end = argument.getStartPosition() + argument.getLength();
      String cause =
          "In "
              + scene.site().symbol()
              + " `"
              + NullHazards.oneLine(scene.file().source(call))
              + "` has no exact result and names no rounding.";
      if (scales) {
        rounded(
            scene, sketches, end, ", RoundingMode.HALF_UP", "java.math.RoundingMode", 0.95, cause);
      } else {
        rounded(
            scene,
            sketches,
            end,
            ", 2, RoundingMode.HALF_UP",
            "java.math.RoundingMode",
            0.9,
            cause);
        rounded(
            scene, sketches, end, ", MathContext.DECIMAL128", "java.math.MathContext", 0.85, cause);
      }
    }
  }

  private void rounded(
      Scene scene,
      Sketches sketches,
      int end,
      String arguments,
      String type,
      double score,
      String cause) {
    sketches.add(
        this,
        scene,
        score,
        cause,
        new Rewrite(scene.file()).replace(end, 0, arguments).importing(type));
  }
}
