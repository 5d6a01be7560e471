package dev.hephaestus.server.repair.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;

/**
 * Looks a key up with a value for those that are missing.
 *
 * <p><i>Source:</i> Genesis (Long et al. 2017) for the missing key; {@code Map.getOrDefault} is
 * Java 8's form of it.
 */
final class MapDefault implements Operator {
  private static final int SINCE = 8;

  @Override
  public String name() {
    return "map-default";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull() || scene.javaLevel() < SINCE) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      Expression value = Nodes.bare(hazard.operands().get(0));
      if (value instanceof MethodInvocation call
          && call.getName().getIdentifier().equals("get")
          && call.arguments().size() == 1
          && call.getExpression() != null
          && isMap(call.getExpression())) {
        String map = scene.file().source(call.getExpression());
        String key = scene.file().source((Expression) call.arguments().get(0));
        for (Values.Value fallback : fallbacks(scene, hazard, call)) {
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .replace(call, map + ".getOrDefault(" + key + ", " + fallback.text() + ")");
          fallback.imports().forEach(rewrite::importing);
          double score = score(call, fallback) * hazard.likelihood();
          sketches.add(this, scene, score, scene.cause(hazard), rewrite);
        }
      }
    }
  }

  /** Where the value is only handed on, who gets it may take the neutral value for a real one. */
  private static double score(MethodInvocation call, Values.Value fallback) {
    if (call.resolveUnboxing()) {
      return 0.9 + 0.1 * fallback.weight();
    }
    boolean handedOn =
        call.getParent() instanceof MethodInvocation outer && outer.arguments().contains(call);
    return (handedOn ? 0.85 : 1.2) * fallback.weight();
  }

  /**
   * Neutral values; where the looked up value is the method's answer, also what it answers else.
   */
  private static List<Values.Value> fallbacks(Scene scene, Hazard hazard, MethodInvocation call) {
    Map<String, Values.Value> fallbacks = new LinkedHashMap<>();
    if (call.getParent() instanceof ReturnStatement && scene.site().returnsFromMethod(call)) {
      Values.toReturn(scene.site(), hazard).forEach(value -> fallbacks.put(value.text(), value));
    }
    Values.of(call, scene.file()).forEach(value -> fallbacks.putIfAbsent(value.text(), value));
    fallbacks.remove("null");
    return List.copyOf(fallbacks.values());
  }

  private static boolean isMap(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type != null && type.getName().contains("Map");
  }
}
