package dev.hephaestus.benchmarks.localization;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Results by ranking and project, as tables. */
final class ScoreTable {

  private static final List<Integer> RANKS = List.of(1, 3, 5, 10);

  private final Map<String, Map<String, Result>> byRanking = new LinkedHashMap<>();
  private final Map<String, String> projects = new LinkedHashMap<>();

  void add(String ranking, FaultCase fault, Result result) {
    projects.put(fault.id(), fault.project());
    byRanking.computeIfAbsent(ranking, each -> new LinkedHashMap<>()).put(fault.id(), result);
  }

  void print(PrintStream out) {
    out.printf("%n%d faults, a fixed method among the first (%%)%n", projects.size());
    out.printf("%-28s%8s%8s%8s%8s%8s%n", "", "@1", "@3", "@5", "@10", "MRR");
    byRanking.forEach((ranking, results) -> ranks(out, ranking, List.copyOf(results.values())));
    for (String project : projects.values().stream().distinct().toList()) {
      byRanking.forEach(
          (ranking, results) -> {
            List<Result> own =
                results.entrySet().stream()
                    .filter(entry -> project.equals(projects.get(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
            ranks(out, "  " + project + " (" + own.size() + ") " + ranking, own);
          });
    }
    out.printf("%nfixed methods in the context, by its budget in tokens (%%)%n%-28s", "");
    Result.BUDGETS.forEach(budget -> out.printf("%8d", budget));
    out.println();
    byRanking.forEach(
        (ranking, results) -> {
          List<Result> all = List.copyOf(results.values());
          context(out, ranking + ", any", all, true);
          context(out, ranking + ", all", all, false);
        });
  }

  private static void ranks(PrintStream out, String name, List<Result> results) {
    out.printf("%-28s", name);
    for (int most : RANKS) {
      out.printf(
          Locale.ROOT, "%8.1f", share(results, each -> each.rank() > 0 && each.rank() <= most));
    }
    double reciprocal =
        results.stream()
            .mapToDouble(each -> each.rank() > 0 ? 1.0 / each.rank() : 0)
            .average()
            .orElse(0);
    out.printf(Locale.ROOT, "%8.3f%n", reciprocal);
  }

  private static void context(PrintStream out, String name, List<Result> results, boolean any) {
    out.printf("%-28s", name);
    for (int i = 0; i < Result.BUDGETS.size(); i++) {
      int budget = i;
      out.printf(
          Locale.ROOT,
          "%8.1f",
          share(results, each -> (any ? each.any() : each.all()).get(budget)));
    }
    out.println();
  }

  private static double share(List<Result> results, Predicate<Result> counts) {
    return results.isEmpty() ? 0 : 100.0 * results.stream().filter(counts).count() / results.size();
  }
}
