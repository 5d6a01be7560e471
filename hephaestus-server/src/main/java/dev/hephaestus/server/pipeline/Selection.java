package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Chooses among plausible fixes: the further verified; then the one that more proposers agree on;
 * where no test shows the fault, then the one whose proposer read the code; then the smaller and
 * the earlier proposed, because proposers begin with what fits the project best.
 */
final class Selection {
  /** So many more lines weigh as much as one place in the proposer's own order. */
  private static final double LINES_PER_PLACE = 4;

  private static final Comparator<Plausible> BEST_FIRST =
      Comparator.comparing(Plausible::level)
          .thenComparingInt(fix -> fix.alsoBy().size())
          .thenComparing(Selection::isUnderstood)
          .reversed()
          .thenComparingDouble(fix -> fix.order() + fix.lines() / LINES_PER_PLACE)
          .thenComparingInt(Plausible::order);

  private final RepairLimits limits;

  Selection(RepairLimits limits) {
    this.limits = limits;
  }

  /**
   * The outcome.
   *
   * @param plausible at least one
   * @param shown what shows the fault, with where its values come from
   */
  Outcome choose(RepairTask task, List<Plausible> plausible, Optional<Reproduction> shown) {
    Plausible chosen = plausible.stream().min(BEST_FIRST).orElseThrow();
    List<Plausible> rivals =
        plausible.stream()
            .filter(fix -> fix.order() != chosen.order())
            .filter(fix -> fix.level() == chosen.level())
            .toList();
    Confidence confidence =
        new ConfidenceEstimate(task, chosen, rivals, inputs(chosen, shown)).estimate();
    if (confidence.value() < limits.leastFixConfidence()) {
      return new Outcome.Abstained(tooUnsure(chosen, confidence));
    }
    return new Outcome.Fixed(
        task.snapshot().commit(),
        chosen.candidate(),
        chosen.verdict(),
        confidence,
        Footing.of(task, chosen.candidate().patch()).blobs());
  }

  /** A test speaks for itself; without one, it tells more that somebody read what was logged. */
  private static boolean isUnderstood(Plausible fix) {
    return fix.level() != VerdictLevel.REPRODUCED && fix.candidate().exchange().isPresent();
  }

  /** Where the values of the test come from that the fix makes pass. */
  private static Inputs inputs(Plausible chosen, Optional<Reproduction> shown) {
    Optional<Reproduction> passed = chosen.verdict().reproduction();
    return passed
        .map(Reproduction::inputs)
        .filter(inputs -> inputs != Inputs.UNKNOWN)
        .or(
            () ->
                shown
                    .filter(test -> passed.filter(p -> p.path().equals(test.path())).isPresent())
                    .map(Reproduction::inputs))
        .orElse(Inputs.UNKNOWN);
  }

  private String tooUnsure(Plausible chosen, Confidence confidence) {
    return String.format(
            Locale.ROOT,
            "A fix by %s was found (%s), but it is too unsure that it is right: %d %%, and %.0f %%"
                + " is the least that is given (repair.leastFixConfidencePercent). ",
            chosen.candidate().origin(),
            chosen.level().label(),
            confidence.percent(),
            100 * limits.leastFixConfidence())
        + String.join(" ", confidence.reasons());
  }
}
