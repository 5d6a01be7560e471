package dev.hephaestus.server.localization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Climbs to better weights, one at a time, and prefers to stay near where it began. */
final class WeightSearch {

  private static final double[] STEPS = {0.5, 0.7, 1.4, 2};
  private static final double PULL = 0.002;
  private static final int ROUNDS = 2;

  private final List<KnownFault> faults;
  private final List<Signal> signals;
  private final Weights start;
  private final Map<Weights, List<Integer>> known = new HashMap<>();

  WeightSearch(List<KnownFault> faults, List<Signal> signals, Weights start) {
    this.start = start;
    this.faults = faults;
    this.signals = signals;
  }

  List<Integer> ranks(Weights weights) {
    return known.computeIfAbsent(
        weights,
        each ->
            faults.parallelStream()
                .map(fault -> fault.rank(fault.suspects(each, signals)))
                .toList());
  }

  /** The best weights found on the cases of all projects but one. */
  Weights without(String project) {
    Weights best = start;
    double height = height(best, project);
    for (int round = 0; round < ROUNDS; round++) {
      for (Weight weight : Weight.values()) {
        double from = best.of(weight);
        for (double step : STEPS) {
          Weights tried = best.with(weight, oddsTimes(from, step));
          double reached = height(tried, project);
          if (reached > height + 1e-6) {
            best = tried;
            height = reached;
          }
        }
      }
    }
    return best;
  }

  /**
   * Of the first and the later values of the weights that were changed by hand, the mix that is
   * best on the cases of all projects but one.
   */
  Weights mixWithout(String project) {
    List<Weight> changed =
        Arrays.stream(Weight.values())
            .filter(weight -> start.of(weight) != weight.usual())
            .toList();
    Weights best = start;
    double height = Double.NEGATIVE_INFINITY;
    for (int chosen = 0; chosen < 1 << changed.size(); chosen++) {
      Weights mix = start;
      for (int i = 0; i < changed.size(); i++) {
        if (((chosen >> i) & 1) == 1) {
          mix = mix.with(changed.get(i), changed.get(i).usual());
        }
      }
      double reached = gain(mix, project);
      if (reached > height) {
        best = mix;
        height = reached;
      }
    }
    return best;
  }

  private double gain(Weights weights, String leftOut) {
    List<Integer> ranks = ranks(weights);
    double gain = 0;
    int counted = 0;
    for (int i = 0; i < faults.size(); i++) {
      if (!faults.get(i).project().equals(leftOut)) {
        gain += Accuracy.gain(ranks.get(i));
        counted++;
      }
    }
    return gain / counted;
  }

  private double height(Weights weights, String leftOut) {
    double moved = 0;
    for (Weight weight : Weight.values()) {
      double distance = logit(weights.of(weight)) - logit(start.of(weight));
      moved += distance * distance;
    }
    return gain(weights, leftOut) - PULL * moved;
  }

  private static double oddsTimes(double probability, double factor) {
    double odds = probability / (1 - probability) * factor;
    return Math.round(1000 * odds / (1 + odds)) / 1000.0;
  }

  private static double logit(double probability) {
    double kept = Math.clamp(probability, 0.001, 0.999);
    return Math.log(kept / (1 - kept));
  }
}
