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
        for (Creation creation : creations(value, scene.javaLevel())) {
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .before(
                      place,
                      "if (" + hazard.bad() + ") {",
                      "\t" + scene.file().source(value) + " = " + creation.text() + ";",
                      "}");
          rewrite.importing(creation.type());
          sketches.add(this, scene, 0.55 * hazard.likelihood(), scene.cause(hazard), rewrite);
        }
      }
    }
  }

  private record Creation(String text, String type) {}

  private static List<Creation> creations(Expression value, int javaLevel) {
    ITypeBinding type = value.resolveTypeBinding();
    if (type == null || javaLevel < 7) {
      return List.of();
    }
    return switch (type.getErasure().getQualifiedName()) {
      case "java.util.List", "java.util.ArrayList", "java.util.Collection" ->
          List.of(new Creation("new ArrayList<>()", "java.util.ArrayList"));
      case "java.util.Map", "java.util.HashMap" ->
          List.of(new Creation("new HashMap<>()", "java.util.HashMap"));
      case "java.util.Set", "java.util.HashSet" ->
          List.of(new Creation("new HashSet<>()", "java.util.HashSet"));
      case "java.lang.String", "java.lang.CharSequence" ->
          List.of(new Creation("\"\"", "java.lang.String"));
      case "java.lang.StringBuilder" ->
          List.of(new Creation("new StringBuilder()", "java.lang.StringBuilder"));
      default -> List.of();
    };
  }
}
