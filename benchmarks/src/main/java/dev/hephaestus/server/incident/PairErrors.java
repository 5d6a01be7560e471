package dev.hephaestus.server.incident;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How far a grouping is from the true one, counted in pairs of records.
 *
 * <p><i>Source:</i> pairwise precision and recall, as they judge the grouping of crash reports in
 * Dang, Wu, Zhang, Zhang and Nobel, "ReBucket", ICSE 2012, and its successors; grouping accuracy as
 * Zhu et al., "Tools and Benchmarks for Automated Log Parsing", ICSE-SEIP 2019.
 *
 * @param records how many records there are
 * @param faults how many faults
 * @param groups how many groups were made
 * @param alike pairs of one fault
 * @param split those of them in different groups
 * @param together pairs in one group
 * @param merged those of them of different faults
 * @param accurate records whose group holds all of their fault and nothing else
 * @param mixed the groups that hold several faults
 * @param scattered the faults that are in several groups
 */
record PairErrors(
    long records,
    long faults,
    long groups,
    long alike,
    long split,
    long together,
    long merged,
    long accurate,
    List<Set<String>> mixed,
    List<String> scattered) {

  static PairErrors of(List<LabelledRecord> records, Function<LabelledRecord, String> grouping) {
    Map<String, Map<String, Long>> groups = new HashMap<>();
    Map<String, Long> faults = new HashMap<>();
    Map<String, Set<String>> groupsOf = new HashMap<>();
    for (LabelledRecord each : records) {
      String group = grouping.apply(each);
      groups.computeIfAbsent(group, key -> new HashMap<>()).merge(each.fault(), 1L, Long::sum);
      faults.merge(each.fault(), 1L, Long::sum);
      groupsOf.computeIfAbsent(each.fault(), key -> new HashSet<>()).add(group);
    }
    long alike = faults.values().stream().mapToLong(PairErrors::pairs).sum();
    long together =
        groups.values().stream()
            .mapToLong(group -> pairs(group.values().stream().mapToLong(n -> n).sum()))
            .sum();
    long right =
        groups.values().stream()
            .flatMap(group -> group.values().stream())
            .mapToLong(PairErrors::pairs)
            .sum();
    long accurate =
        groups.values().stream()
            .filter(group -> group.size() == 1)
            .flatMap(group -> group.entrySet().stream())
            .filter(only -> only.getValue().equals(faults.get(only.getKey())))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new PairErrors(
        records.size(),
        faults.size(),
        groups.size(),
        alike,
        alike - right,
        together,
        together - right,
        accurate,
        groups.values().stream()
            .filter(g -> g.size() > 1)
            .map(g -> Set.copyOf(g.keySet()))
            .toList(),
        groupsOf.entrySet().stream()
            .filter(each -> each.getValue().size() > 1)
            .map(each -> each.getKey() + " (" + each.getValue().size() + ")")
            .sorted()
            .toList());
  }

  static long pairs(long n) {
    return n * (n - 1) / 2;
  }

  String line(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %.2f (%,d of %,d) | %.2f (%,d of %,d) | %.1f |",
        name,
        records,
        faults,
        groups,
        percent(split, alike),
        split,
        alike,
        percent(merged, together),
        merged,
        together,
        percent(accurate, records));
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
