package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.dom.Expression;

/**
 * A site together with the fault that is looked for there.
 *
 * @param site where
 * @param fault what
 * @param javaLevel the language level that the project compiles for
 * @param conventions how the project says that a value is missing
 * @param declarations the project's types
 * @param hazards what can throw the fault there, most likely first
 */
record Scene(
    Site site,
    Fault fault,
    int javaLevel,
    Conventions conventions,
    Declarations declarations,
    List<Hazard> hazards) {

  private static final double[] BY_DEPTH = {1.0, 0.6, 0.4, 0.3, 0.25};
  private static final double ELSEWHERE = 0.2;

  Scene {
    hazards = List.copyOf(hazards);
  }

  static Scene of(
      Site site,
      Fault fault,
      int javaLevel,
      Conventions conventions,
      Declarations declarations,
      NullOrigin origin) {
    List<Hazard> hazards = new ArrayList<>();
    for (HazardFinder finder : HazardFinder.ALL) {
      for (Hazard hazard : finder.find(site, fault)) {
        Expression value = hazard.operands().get(0);
        hazards.add(hazard.times(origin.weight(value, closeness(site))));
      }
    }
    hazards.sort((a, b) -> Double.compare(b.likelihood(), a.likelihood()));
    return new Scene(site, fault, javaLevel, conventions, declarations, hazards);
  }

  ParsedFile file() {
    return site.file();
  }

  /** How close the site is to where the exception surfaced, at most 1. */
  double closeness() {
    return closeness(site);
  }

  private static double closeness(Site site) {
    if (site.frame().isEmpty()) {
      return ELSEWHERE;
    }
    return site.depth() < BY_DEPTH.length ? BY_DEPTH[site.depth()] : ELSEWHERE;
  }

  /** The sentence that names the method and what is wrong in it. */
  String cause(Hazard hazard) {
    return "In " + site.symbol() + " " + hazard.what() + ".";
  }
}
