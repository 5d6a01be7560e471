package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;

/**
 * Takes an optional's value with another one for when there is none: {@code orElse} instead of
 * {@code get}; {@code ofNullable} instead of {@code of} where the value can be null.
 *
 * <p><i>Source:</i> the contract of {@code java.util.Optional}; NPEFix (Cornu et al. 2015: replace
 * by a value) for which value.
 */
final class OrElse implements Operator {

  @Override
  public String name() {
    return "or-else";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.fault().is("NoSuchElementException")) {
      for (Hazard hazard : scene.hazards()) {
        if (hazard.use() instanceof MethodInvocation call && takes(call)) {
          orElse(scene, sketches, hazard, call);
        }
      }
    } else if (scene.fault().isNull()) {
      for (Hazard hazard : scene.hazards()) {
        if (hazard.use() instanceof MethodInvocation call && wraps(call, hazard)) {
          sketches.add(
              this,
              scene,
              0.96 * hazard.likelihood(),
              scene.cause(hazard),
              new Rewrite(scene.file()).replace(call.getName(), "ofNullable"));
        }
      }
    }
  }

  private void orElse(Scene scene, Sketches sketches, Hazard hazard, MethodInvocation call) {
    boolean returned =
        call.getParent() instanceof ReturnStatement && scene.site().returnsFromMethod(call);
    List<Values.Value> values =
        returned ? Values.toReturn(scene.site(), hazard) : Values.of(call, scene.file());
    for (Values.Value value : values) {
      if (!value.text().isEmpty()) {
        Rewrite rewrite =
            new Rewrite(scene.file())
                .replace(
                    call,
                    scene.file().source(call.getExpression()) + ".orElse(" + value.text() + ")");
        value.imports().forEach(rewrite::importing);
        double score = (returned ? 0.9 : 0.82) * value.weight() * hazard.likelihood();
        sketches.add(this, scene, score, scene.cause(hazard), rewrite);
      }
    }
  }

  private static boolean takes(MethodInvocation call) {
    Expression owner = call.getExpression();
    ITypeBinding type = owner == null ? null : owner.resolveTypeBinding();
    return call.arguments().isEmpty()
        && type != null
        && type.getErasure().getQualifiedName().startsWith("java.util.Optional");
  }

  private static boolean wraps(MethodInvocation call, Hazard hazard) {
    return call.getName().getIdentifier().equals("of")
        && call.getExpression() != null
        && call.getExpression().toString().equals("Optional")
        && call.arguments().contains(hazard.operands().get(0));
  }
}
