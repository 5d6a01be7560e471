package dev.hephaestus.server.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How far a grouping is from the true one, counted in faults: pairs count a fault with many records
 * over and over, and here each counts once.
 *
 * @param faults how many faults there are
 * @param merged those that share a group with another
 * @param repeated those with several records
 * @param split those of them that are in several groups
 * @param splitOfPairs of the pairs of a fault those in different groups, in percent, averaged over
 *     the faults with several records
 * @param mergedOfPairs of the pairs in one group that a fault has a part in those with another
 *     fault, in percent, averaged over the faults that have any
 */
record FaultShares(
    long faults,
    long merged,
    long repeated,
    long split,
    double splitOfPairs,
    double mergedOfPairs) {

  static FaultShares of(List<LabelledRecord> records, Function<LabelledRecord, String> grouping) {
    Map<String, Map<String, Long>> groupsOf = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (LabelledRecord each : records) {
      String group = grouping.apply(each);
      sizes.merge(group, 1L, Long::sum);
      groupsOf.computeIfAbsent(each.fault(), key -> new HashMap<>()).merge(group, 1L, Long::sum);
    }
    List<Fault> faults = groupsOf.values().stream().map(groups -> Fault.of(groups, sizes)).toList();
    List<Fault> repeated = faults.stream().filter(fault -> fault.pairs() > 0).toList();
    return new FaultShares(
        faults.size(),
        faults.stream().filter(fault -> fault.mixed() > 0).count(),
        repeated.size(),
        repeated.stream().filter(fault -> fault.together() < fault.pairs()).count(),
        repeated.stream()
            .mapToDouble(fault -> percent(fault.pairs() - fault.together(), fault.pairs()))
            .average()
            .orElse(0),
        faults.stream()
            .filter(fault -> fault.together() + fault.mixed() > 0)
            .mapToDouble(fault -> percent(fault.mixed(), fault.together() + fault.mixed()))
            .average()
            .orElse(0));
  }

  /**
   * One fault.
   *
   * @param pairs of its records
   * @param together those of them in one group
   * @param mixed pairs of one of its records and another fault's in one group
   */
  private record Fault(long pairs, long together, long mixed) {

    static Fault of(Map<String, Long> groups, Map<String, Long> sizes) {
      long records = 0;
      long together = 0;
      long mixed = 0;
      for (Map.Entry<String, Long> group : groups.entrySet()) {
        long own = group.getValue();
        records += own;
        together += PairErrors.pairs(own);
        mixed += own * (sizes.getOrDefault(group.getKey(), 0L) - own);
      }
      return new Fault(PairErrors.pairs(records), together, mixed);
    }
  }

  /** In a sentence. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d faults share a group with another (%.1f %%), %,d of %,d with several records are"
            + " in several groups (%.1f %%); averaged over faults %.2f %% of pairs are split and"
            + " %.2f %% merged",
        merged,
        faults,
        percent(merged, faults),
        split,
        repeated,
        percent(split, repeated),
        splitOfPairs,
        mergedOfPairs);
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
