package dev.hephaestus.benchmarks.client;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, as tables in Markdown: one an event, a row a set-up, a column of threads. */
final class AppendReport {
  private final Measurements measured;

  AppendReport(Measurements measured) {
    this.measured = measured;
  }

  String tables() {
    StringBuilder tables = new StringBuilder();
    measured.cells().stream().map(Cell::event).distinct().forEach(event -> add(event, tables));
    return tables.toString();
  }

  private void add(String event, StringBuilder table) {
    List<Cell> cells =
        measured.cells().stream().filter(cell -> cell.event().equals(event)).toList();
    List<String> columns = cells.stream().map(Cell::column).distinct().toList();
    table.append("\n| ").append(event).append(", ns over no-op |");
    columns.forEach(column -> table.append(' ').append(column).append(" |"));
    table.append(" B over no-op | dropped |\n|---|");
    table.append("---:|".repeat(columns.size() + 2)).append('\n');
    cells.stream()
        .map(Cell::target)
        .distinct()
        .sorted()
        .forEach(
            target ->
                table.append(
                    row(cells.stream().filter(cell -> cell.target() == target).toList(), columns)));
  }

  private String row(List<Cell> cells, List<String> columns) {
    StringBuilder row = new StringBuilder("| " + cells.get(0).target().label() + " |");
    for (String column : columns) {
      row.append(' ')
          .append(
              cells.stream()
                  .filter(cell -> cell.column().equals(column))
                  .findFirst()
                  .map(cell -> over(cell, AppendCost::nanos))
                  .orElse("–"))
          .append(" |");
    }
    double dropped = cells.stream().mapToDouble(cell -> cost(cell).dropped()).max().orElseThrow();
    return row
        + " "
        + bytes(cells)
        + " | "
        + (Double.isNaN(dropped) ? "not told" : text("%.1f %%", 100 * dropped))
        + " |\n";
  }

  /** The same for any number of threads, and not told of virtual ones. */
  private String bytes(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> !cell.isVirtual())
        .min(Comparator.comparingInt(Cell::threads))
        .map(cell -> over(cell, AppendCost::bytes))
        .orElse("–");
  }

  /** What it costs more than the library alone; of that itself, all. */
  private String over(Cell cell, ToDoubleFunction<AppendCost> part) {
    double all = part.applyAsDouble(cost(cell));
    if (cell.equals(cell.noop())) {
      return text("(%.0f)", all);
    }
    if (Double.isNaN(all) || !measured.cells().contains(cell.noop())) {
      return "–";
    }
    return text("%+.0f", all - part.applyAsDouble(cost(cell.noop())));
  }

  private AppendCost cost(Cell cell) {
    return AppendCost.of(measured.calm(cell));
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
