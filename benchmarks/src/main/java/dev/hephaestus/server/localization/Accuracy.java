package dev.hephaestus.server.localization;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;

/** How often the fault was found, from the rank of each case; 0 stands for not at all. */
record Accuracy(List<Integer> ranks) {

  private static final int[] SHOWN = {1, 3, 5, 10};
  private static final int RESAMPLES = 4_000;

  Accuracy {
    ranks = List.copyOf(ranks);
  }

  double within(int most) {
    return share(rank -> rank > 0 && rank <= most);
  }

  double meanReciprocal() {
    return ranks.stream().mapToDouble(rank -> rank > 0 ? 1.0 / rank : 0).average().orElse(0);
  }

  /** What a search climbs: one for a first place, half for a third, next to nothing for a last. */
  double gain() {
    return ranks.stream().mapToDouble(Accuracy::gain).average().orElse(0);
  }

  static double gain(int rank) {
    return rank > 0 ? Math.log(2) / Math.log(rank + 1.0) : 0;
  }

  private double share(IntPredicate found) {
    return (double) ranks.stream().mapToInt(Integer::intValue).filter(found).count()
        / Math.max(1, ranks.size());
  }

  /** With 95 % intervals by the bootstrap over cases. */
  String forPeople() {
    StringBuilder line = new StringBuilder();
    for (int most : SHOWN) {
      double[] interval = interval(most);
      line.append(
          String.format(
              Locale.ROOT,
              "@%d %.1f [%.0f–%.0f]  ",
              most,
              100 * within(most),
              100 * interval[0],
              100 * interval[1]));
    }
    return line + String.format(Locale.ROOT, "MRR %.3f", meanReciprocal());
  }

  private double[] interval(int most) {
    Random random = new Random(7);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      int hits = 0;
      for (int j = 0; j < ranks.size(); j++) {
        int rank = ranks.get(random.nextInt(ranks.size()));
        hits += rank > 0 && rank <= most ? 1 : 0;
      }
      means[i] = (double) hits / ranks.size();
    }
    Arrays.sort(means);
    return new double[] {means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]};
  }
}
