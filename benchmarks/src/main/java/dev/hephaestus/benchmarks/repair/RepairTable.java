package dev.hephaestus.benchmarks.repair;

import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.benchmarks.repair.Repair.Judgement;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** For each verdict, what the judge thinks of it. */
final class RepairTable {
  private final Map<String, Map<Judgement, Integer>> counts = new TreeMap<>();
  private final Percentiles seconds = new Percentiles();
  private int cases;

  void add(Repair repair) {
    cases++;
    seconds.add(repair.took().toMillis() / 1e3);
    counts
        .computeIfAbsent(repair.verdict(), verdict -> new EnumMap<>(Judgement.class))
        .merge(repair.judgement(), 1, Integer::sum);
  }

  /** Of the fixes with this verdict, the part that is right; NaN where there is none. */
  double precision(String verdict) {
    Map<Judgement, Integer> of = counts.getOrDefault(verdict, Map.of());
    int all = of.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0 ? Double.NaN : of.getOrDefault(Judgement.RIGHT, 0) / (double) all;
  }

  void print(PrintStream out) {
    out.printf("%n%-12s %6s %6s %6s %6s%n", "verdict", "right", "breaks", "wrong", "none");
    counts.forEach(
        (verdict, of) -> {
          out.printf("%-12s", verdict);
          for (Judgement judgement : Judgement.values()) {
            out.printf(" %6d", of.getOrDefault(judgement, 0));
          }
          out.println();
        });
    int right = counts.values().stream().mapToInt(of -> of.getOrDefault(Judgement.RIGHT, 0)).sum();
    out.printf(
        Locale.ROOT,
        "%d of %d cases are right; of the reproduced ones %.0f %% are; median %.0f s, worst %.0f s%n",
        right,
        cases,
        100 * precision("reproduced"),
        seconds.at(0.5),
        seconds.at(1));
  }
}
