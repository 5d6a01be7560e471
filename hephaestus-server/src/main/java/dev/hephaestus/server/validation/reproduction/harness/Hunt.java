package dev.hephaestus.server.validation.reproduction.harness;

import java.util.function.BooleanSupplier;

/** Looks for calls that fail as the logged one did. */
final class Hunt implements Attempt {
  private final Target target;
  private final ProjectClasses project;
  private final HitWriter hits;

  Hunt(Target target, ProjectClasses project, HitWriter hits) {
    this.target = target;
    this.project = project;
    this.hits = hits;
  }

  @Override
  public boolean of(Expression.Call call, BooleanSupplier isAbandoned) {
    try {
      call.make();
      return false;
    } catch (Throwable thrown) { // foreign code may throw anything
      Target.Match match = target.match(thrown, project);
      boolean hit = match.isHit() && !isAbandoned.getAsBoolean();
      if (hit) {
        hits.write(call, match);
      }
      return hit;
    }
  }
}
