package dev.hephaestus.server.repair.template;

import java.util.Map;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Takes the smaller instead of the greater of two bounds, or the other way round.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP10.1: mutate method name).
 */
final class SwapMinMax implements Operator {
  private static final Map<String, String> OTHER = Map.of("max", "min", "min", "max");

  @Override
  public String name() {
    return "swap-min-max";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (MethodInvocation call : scene.site().at(MethodInvocation.class)) {
      String other = OTHER.get(call.getName().getIdentifier());
      if (other != null && call.arguments().size() == 2) {
        sketches.add(
            this,
            scene,
            scene.fault().isIndex() ? 0.9 : 0.3,
            "In "
                + scene.site().symbol()
                + " `"
                + NullHazards.oneLine(call.toString())
                + "` takes the wrong one of two bounds.",
            new Rewrite(scene.file()).replace(call.getName(), other));
      }
    }
  }
}
