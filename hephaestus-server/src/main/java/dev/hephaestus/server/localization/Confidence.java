package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;

/**
 * How likely it is that the fault is among the first suspects: a logistic regression on a few
 * things that can be seen of a localization.
 *
 * <p><i>Source:</i> fitted with an L2 penalty to known faults of seven open-source projects, each
 * once with and once without its frames; checked on each project with a fit to the others.
 */
final class Confidence {

  /** How many suspects count as the first ones. */
  static final int FIRST = 5;

  /** A constant, then one for each of {@link #features}. */
  private static final double[] FITTED = {-1.1, 1.7, 1.1};

  /** Not fitted: lines of another revision are a guess at the method, and at what it did there. */
  private static final double LINES_ELSEWHERE = 0.5;

  private Confidence() {}

  static double of(Localization localization) {
    if (localization.suspects().isEmpty()) {
      return 0;
    }
    double[] features = features(localization);
    double odds = FITTED[0];
    for (int i = 0; i < features.length; i++) {
      odds += FITTED[i + 1] * features[i];
    }
    double fits = linesThatFit(localization.frames());
    return (LINES_ELSEWHERE + (1 - LINES_ELSEWHERE) * fits) / (1 + Math.exp(-odds));
  }

  /** Whether there is a stack, and the lead of the first suspect over the next after the first. */
  static double[] features(Localization localization) {
    List<Suspect> suspects = localization.suspects();
    double first = suspects.isEmpty() ? 0 : suspects.get(0).score();
    double next = suspects.size() > FIRST ? suspects.get(FIRST).score() : 0;
    return new double[] {localization.frames().isEmpty() ? 0 : 1, first - next};
  }

  private static double linesThatFit(List<ProjectFrame> frames) {
    List<ProjectFrame> read = frames.subList(0, Math.min(FIRST, frames.size()));
    return read.stream().mapToDouble(frame -> fits(frame) ? 1 : 0).average().orElse(1);
  }

  /** Whether the line is in the method; a frame without a line does not say otherwise. */
  private static boolean fits(ProjectFrame frame) {
    Frame logged = frame.frame();
    MethodDeclaration method = frame.method();
    return logged.line() <= 0 || method.lines().contains(logged.line());
  }
}
