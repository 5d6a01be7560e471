package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.CastExpression;

/**
 * Casts of what can be of another class.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP1: insert cast checker).
 */
final class CastHazards implements HazardFinder {

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    List<Hazard> hazards = new ArrayList<>();
    if (!fault.is("ClassCastException")) {
      return hazards;
    }
    for (CastExpression cast : site.at(CastExpression.class)) {
      if (!cast.getType().isPrimitiveType()) {
        String type = cast.getType().toString().replaceAll("<.*>", "");
        String value = site.file().source(cast.getExpression());
        hazards.add(
            new Hazard(
                cast,
                List.of(cast.getExpression()),
                "!(" + value + " instanceof " + type + ")",
                value + " instanceof " + type,
                "`" + NullHazards.oneLine(value) + "` is not always a " + type,
                isNamed(fault.expectedClass(), type) ? 1 : 0.15));
      }
    }
    return hazards;
  }

  static boolean isNamed(Optional<String> className, String type) {
    return className.isEmpty()
        || className.get().equals(type)
        || className.get().endsWith("." + type)
        || className.get().endsWith("$" + type);
  }
}
