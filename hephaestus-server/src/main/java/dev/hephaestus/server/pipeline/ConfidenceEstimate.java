package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How sure it is that a chosen fix is right.
 *
 * <p><i>Shape:</i> each thing that is known for or against it adds to the logarithm of the odds, as
 * if it were independent of the others; what was verified is where they begin.
 *
 * <p><i>Source:</i> that plausible patches overfit the less the more the tests tell of the fault,
 * and that rivals which pass the same tests are the sign of it: Smith, Barr, Le Goues and Brun, "Is
 * the cure worse than the disease?", FSE 2015; Long and Rinard, "An analysis of the search spaces
 * for generate and validate patch generation systems", ICSE 2016. The weights are judgement.
 */
final class ConfidenceEstimate {
  private static final int SMALL = 8;
  private static final int LARGE = 30;

  private final RepairTask task;
  private final Plausible chosen;
  private final List<Plausible> rivals;
  private final Inputs inputs;
  private final List<Reason> reasons = new ArrayList<>();

  /** Something known, and what it adds to the logarithm of the odds. */
  private record Reason(double weight, String sentence) {}

  /**
   * Of one fix.
   *
   * @param rivals other plausible fixes as far verified, each with another effect
   * @param inputs where the values of the test come from, if one shows the fault
   */
  ConfidenceEstimate(RepairTask task, Plausible chosen, List<Plausible> rivals, Inputs inputs) {
    this.task = task;
    this.chosen = chosen;
    this.rivals = rivals;
    this.inputs = inputs;
  }

  Confidence estimate() {
    verdict();
    inputs();
    guess();
    agreement();
    disagreement();
    place();
    size();
    history();
    double odds = reasons.stream().mapToDouble(Reason::weight).sum();
    List<String> sentences =
        reasons.stream()
            .sorted(
                Comparator.comparingDouble((Reason reason) -> Math.abs(reason.weight())).reversed())
            .map(Reason::sentence)
            .toList();
    return new Confidence(1 / (1 + Math.exp(-odds)), sentences);
  }

  private void verdict() {
    switch (chosen.level()) {
      case REPRODUCED -> add(1.4, "A test that showed the fault passes with it.");
      case TESTED -> {
        if (chosen.verdict().reproduction().isPresent()) {
          add(
              -0.8,
              "A test that showed the fault passes with it, but what did not fail changes too.");
        } else {
          add(-1.4, "No test shows the fault; the project's own tests pass.");
        }
      }
      case COMPILES -> add(-2.0, "No test was run; it only compiles.");
      case UNVERIFIED -> add(-2.4, "Nothing was built or run.");
    }
  }

  private void inputs() {
    switch (inputs) {
      case CAPTURED -> add(0.8, "The test calls with the values that failed.");
      case FIXTURES -> add(0.4, "The test calls with values of the project's own tests.");
      case WRITTEN -> add(-0.2, "A model wrote the test that shows the fault.");
      case MADE_UP -> add(-0.4, "The test calls with made-up values.");
      case UNKNOWN -> {}
    }
  }

  private void guess() {
    if (chosen.candidate().guess()) {
      add(-0.6, "It changes what the program decides, and other changes may do so as well.");
    }
  }

  private void agreement() {
    int others = chosen.alsoBy().size();
    if (others > 0) {
      add(
          Math.min(1.0, 0.5 * others),
          "Also proposed, with the same effect, by " + String.join(", ", chosen.alsoBy()) + ".");
    }
  }

  private void disagreement() {
    if (rivals.isEmpty()) {
      return;
    }
    String more =
        rivals.size() == 1
            ? "Another fix of a different effect passes as well"
            : rivals.size() + " more fixes of different effects pass as well";
    double weight = -0.4 * Math.min(3, rivals.size());
    if (chosen.alsoBy().isEmpty() && inputs != Inputs.CAPTURED) {
      add(weight - 0.4, more + ", and nothing that was run speaks for this one.");
    } else {
      add(weight, more + ".");
    }
  }

  private void place() {
    double confidence = task.localization().confidence();
    add(
        1.5 * (confidence - 0.7),
        String.format(
            Locale.ROOT,
            "With a chance of %.0f %% the fault is among the first suspects.",
            100 * confidence));
  }

  private void size() {
    int lines = chosen.lines();
    if (lines > LARGE) {
      add(-0.6, "It changes " + lines + " lines.");
    } else if (lines > SMALL) {
      add(-0.2, "It changes " + lines + " lines.");
    }
  }

  private void history() {
    double prior = task.prior(chosen.candidate().origin());
    if (prior != 1) {
      add(
          Math.log(prior),
          prior > 1
              ? "Reviewers of this repository merged fixes of this kind before."
              : "Reviewers of this repository rejected fixes of this kind before.");
    }
  }

  private void add(double weight, String sentence) {
    reasons.add(new Reason(weight, sentence));
  }
}
