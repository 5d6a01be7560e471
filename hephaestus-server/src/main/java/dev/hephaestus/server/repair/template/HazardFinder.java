package dev.hephaestus.server.repair.template;

import java.util.List;

/** Finds the expressions of a site that can throw a fault, with the condition for it. */
interface HazardFinder {

  /** Every finder. */
  List<HazardFinder> ALL =
      List.of(
          new NullHazards(),
          new IndexHazards(),
          new RangeHazards(),
          new CastHazards(),
          new NumberHazards(),
          new DivisionHazards(),
          new EmptinessHazards(),
          new RefusedArguments(),
          new RefusedState());

  /** What can throw it there; nothing for a fault of another kind. */
  List<Hazard> find(Site site, Fault fault);
}
