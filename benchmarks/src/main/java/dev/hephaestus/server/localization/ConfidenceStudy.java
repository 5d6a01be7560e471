package dev.hephaestus.server.localization;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Fits the confidence, and tells how far it can be believed on projects it was not fitted to. */
final class ConfidenceStudy {

  private record Sample(String project, Localization localization, boolean found) {
    double[] features() {
      return Confidence.features(localization);
    }
  }

  private static final double PENALTY = 1;
  private static final double RATE = 0.05;
  private static final int ROUNDS = 20_000;
  private static final double[] BINS = {0.2, 0.4, 0.6, 0.8, 1};

  private final List<Sample> samples = new ArrayList<>();

  ConfidenceStudy(List<KnownFault> faults) {
    List<Signal> signals = FrameLocalizer.signals();
    for (KnownFault fault : faults) {
      for (KnownFault each : List.of(fault, fault.withoutFrames())) {
        Localization localization = each.localize(Weights.USUAL, signals);
        int rank = each.rank(localization.suspects());
        boolean found = rank > 0 && rank <= Confidence.FIRST;
        samples.add(new Sample(each.project(), localization, found));
      }
    }
  }

  void print(PrintStream out) {
    out.println("confidence fitted to all: " + Arrays.toString(fit("")));
    print(out, "as it is", sample -> Confidence.of(sample.localization()));
    Set<String> projects = new TreeSet<>();
    samples.forEach(sample -> projects.add(sample.project()));
    double[][] fits = projects.stream().map(this::fit).toArray(double[][]::new);
    List<String> order = List.copyOf(projects);
    print(
        out,
        "fitted, left out",
        sample -> chance(fits[order.indexOf(sample.project())], sample.features()));
    print(out, "base rate, left out", sample -> rateWithout(sample.project()));
    print(
        out,
        "base rates by whether there are frames",
        sample -> rateWithout(sample.project(), sample.features()[0]));
  }

  private double rateWithout(String project) {
    return samples.stream()
        .filter(other -> !other.project().equals(project))
        .mapToDouble(other -> other.found() ? 1 : 0)
        .average()
        .orElse(0);
  }

  private double rateWithout(String project, double frames) {
    return samples.stream()
        .filter(other -> !other.project().equals(project) && other.features()[0] == frames)
        .mapToDouble(other -> other.found() ? 1 : 0)
        .average()
        .orElse(0);
  }

  private double[] fit(String leftOut) {
    List<Sample> seen =
        samples.stream()
            .filter(sample -> !sample.project().equals(leftOut))
            .filter(sample -> !sample.localization().suspects().isEmpty())
            .toList();
    double[] weights = new double[1 + seen.get(0).features().length];
    for (int round = 0; round < ROUNDS; round++) {
      double[] slope = new double[weights.length];
      for (Sample sample : seen) {
        double[] features = sample.features();
        double miss = chance(weights, features) - (sample.found() ? 1 : 0);
        slope[0] += miss;
        for (int i = 0; i < features.length; i++) {
          slope[i + 1] += miss * features[i];
        }
      }
      for (int i = 0; i < weights.length; i++) {
        double pull = i == 0 ? 0 : PENALTY * weights[i];
        weights[i] -= RATE * (slope[i] + pull) / seen.size() * 5;
      }
    }
    return weights;
  }

  private static double chance(double[] weights, double[] features) {
    double odds = weights[0];
    for (int i = 0; i < features.length; i++) {
      odds += weights[i + 1] * features[i];
    }
    return 1 / (1 + Math.exp(-odds));
  }

  private void print(PrintStream out, String name, ToDoubleFunction<Sample> confidence) {
    double brier =
        samples.stream()
            .mapToDouble(
                sample -> Math.pow(confidence.applyAsDouble(sample) - (sample.found() ? 1 : 0), 2))
            .average()
            .orElse(0);
    out.printf(Locale.ROOT, "%-40s Brier %.3f%n", name, brier);
    double from = 0;
    for (double to : BINS) {
      double low = from;
      List<Sample> inside =
          samples.stream()
              .filter(sample -> confidence.applyAsDouble(sample) >= low)
              .filter(sample -> confidence.applyAsDouble(sample) < to || to == 1)
              .toList();
      out.printf(
          Locale.ROOT,
          "   %.1f–%.1f n=%3d said %.2f was %.2f%n",
          from,
          to,
          inside.size(),
          inside.stream().mapToDouble(confidence).average().orElse(0),
          inside.stream().mapToDouble(sample -> sample.found() ? 1 : 0).average().orElse(0));
      from = to;
    }
  }
}
