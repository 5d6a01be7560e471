package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Moves an index that is given to another method of the project by one: the callee is right, and
 * its caller counted wrongly.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: method parameter adjuster), TBar (FP11: off by one).
 */
final class MovedArgument implements Operator {

  @Override
  public String name() {
    return "moved-argument";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isIndex() || scene.site().inner().isEmpty()) {
      return;
    }
    boolean negative = scene.fault().index().isPresent() && scene.fault().index().getAsLong() < 0;
    for (Expression argument : scene.site().argumentsToCallee()) {
      ITypeBinding type = argument.resolveTypeBinding();
      if (type == null || !type.getName().equals("int") || argument instanceof NumberLiteral) {
        continue;
      }
      String text = scene.file().source(argument);
      add(scene, sketches, argument, negative ? text + " + 1" : text + " - 1", 0.5);
      if (negative) {
        add(scene, sketches, argument, "Math.max(0, " + text + ")", 0.55);
      }
    }
  }

  private void add(Scene scene, Sketches sketches, Expression argument, String text, double score) {
    sketches.add(
        this,
        scene,
        score,
        "In "
            + scene.site().symbol()
            + " the index `"
            + NullHazards.oneLine(scene.file().source(argument))
            + "` that is given away is out of bounds.",
        new Rewrite(scene.file()).replace(argument, text));
  }
}
