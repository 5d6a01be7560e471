package dev.hephaestus.benchmarks.client;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The costs of one kind of event, as a table in Markdown: a row a set-up, a column of threads. */
final class AppendReport {
  private final String event;
  private final Map<String, Map<Target, AppendCost>> columns = new LinkedHashMap<>();

  AppendReport(String event) {
    this.event = event;
  }

  void add(String column, Target target, AppendCost cost) {
    columns.computeIfAbsent(column, key -> new EnumMap<>(Target.class)).put(target, cost);
  }

  String table(List<Target> targets) {
    StringBuilder table = new StringBuilder("| " + event + ", ns over no-op |");
    columns.keySet().forEach(column -> table.append(' ').append(column).append(" |"));
    table.append(" B over no-op | dropped |\n|---|");
    table.append("---:|".repeat(columns.size() + 2)).append('\n');
    targets.forEach(target -> table.append(row(target)).append('\n'));
    return table.toString();
  }

  private String row(Target target) {
    StringBuilder row = new StringBuilder("| " + target.label() + " |");
    for (Map<Target, AppendCost> column : columns.values()) {
      row.append(' ').append(over(column, target, AppendCost::nanos)).append(" |");
    }
    Map<Target, AppendCost> first = columns.values().iterator().next();
    double dropped =
        columns.values().stream().mapToDouble(each -> each.get(target).dropped()).max().orElse(0);
    return row
        + " "
        + over(first, target, AppendCost::bytes)
        + " | "
        + (Double.isNaN(dropped) ? "not told" : text("%.1f %%", 100 * dropped))
        + " |";
  }

  /** What it costs more than the library alone; of that itself, all. */
  private static String over(
      Map<Target, AppendCost> column, Target target, ToDoubleFunction<AppendCost> part) {
    double all = part.applyAsDouble(column.get(target));
    AppendCost noop = column.get(target.noop());
    if (Double.isNaN(all) || noop == null) {
      return "–";
    }
    return target == target.noop()
        ? text("(%.0f)", all)
        : text("%+.0f", all - part.applyAsDouble(noop));
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
