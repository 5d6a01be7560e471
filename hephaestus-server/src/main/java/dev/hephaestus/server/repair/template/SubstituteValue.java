package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Gives a variable that is null a value before it is used, or the text {@code "null"} where it is
 * only printed.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: reuse or create a value), SapFix.
 */
final class SubstituteValue implements Operator {

  @Override
  public String name() {
    return "substitute-value";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate();
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      Expression value = Nodes.bare(hazard.operands().get(0));
      if (hazard.use() instanceof MethodInvocation call
          && call.getName().getIdentifier().equals("toString")
          && call.arguments().isEmpty()
          && value.equals(call.getExpression())) {
        sketches.add(
            this,
            scene,
            0.85 * hazard.likelihood(),
            scene.cause(hazard),
            new Rewrite(scene.file())
                .replace(call, "String.valueOf(" + scene.file().source(value) + ")"));
      }
      Statement place = Nodes.statementOf(hazard.use()).orElse(null);
      if (place != null && Nodes.isVariable(value) && ReturnEarly.canStandBefore(place, hazard)) {
        for (Creations.Creation creation : creations(value, scene)) {
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .before(
                      place,
                      "if (" + hazard.bad() + ") {",
                      "\t" + scene.file().source(value) + " = " + creation.text() + ";",
                      "}");
          rewrite.importing(creation.imports());
          sketches.add(this, scene, 0.55 * hazard.likelihood(), scene.cause(hazard), rewrite);
        }
      }
    }
  }

  private static List<Creations.Creation> creations(Expression value, Scene scene) {
    ITypeBinding type = value.resolveTypeBinding();
    return type == null ? List.of() : Creations.of(type, scene).stream().toList();
  }
}
