package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that was measured, in a file that later runs add to.
 *
 * <p><em>Shape:</em> a line a burst, values separated by commas: the cell, the fork's number, pace,
 * nanoseconds, bytes, and what the fork dropped.
 *
 * <p><em>Threads:</em> confined to one.
 */
final class Measurements {
  /** A JVM whose machine was slower by more than this does not count. */
  private static final double TOLERANCE = 1.15;

  private final Path file;
  private final Map<Cell, List<Fork>> forks = new LinkedHashMap<>();

  private Measurements(Path file) {
    this.file = file;
  }

  /** What the file holds, if there is one. */
  static Measurements in(Path file) throws IOException {
    Measurements all = new Measurements(file);
    Map<String, List<String[]>> byFork = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(",", -1);
        String fork = String.join(",", List.of(parts).subList(0, 5));
        byFork.computeIfAbsent(fork, key -> new ArrayList<>()).add(parts);
      }
    }
    byFork.values().forEach(all::remember);
    return all;
  }

  private void remember(List<String[]> lines) {
    String[] first = lines.get(0);
    Cell cell = new Cell(first[0], Integer.parseInt(first[1]), first[2], Target.valueOf(first[3]));
    List<Burst> bursts = lines.stream().map(Measurements::burst).toList();
    of(cell).add(new Fork(bursts, Double.parseDouble(first[8])));
  }

  private static Burst burst(String[] parts) {
    return new Burst(
        Double.parseDouble(parts[5]), Double.parseDouble(parts[6]), Double.parseDouble(parts[7]));
  }

  private List<Fork> of(Cell cell) {
    return forks.computeIfAbsent(cell, key -> new ArrayList<>());
  }

  void add(Cell cell, Fork fork) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Burst burst : fork.bursts()) {
      lines.add(
          String.join(
              ",",
              cell.event(),
              String.valueOf(cell.threads()),
              cell.kind(),
              cell.target().name(),
              String.valueOf(of(cell).size()),
              String.valueOf(burst.pace()),
              String.valueOf(burst.nanos()),
              String.valueOf(burst.bytes()),
              String.valueOf(fork.dropped())));
    }
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    of(cell).add(fork);
  }

  /** All cells with a figure, in the order in which they were first measured. */
  List<Cell> cells() {
    return forks.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those JVMs of the cell that had the machine's usual speed; all, if none had. */
  List<Fork> calm(Cell cell) {
    List<Fork> all = of(cell);
    List<Fork> calm = all.stream().filter(fork -> isCalm(cell, fork)).toList();
    return calm.isEmpty() ? all : calm;
  }

  /** How many more JVMs the cell needs until so many had the machine's usual speed. */
  long missing(Cell cell, int wanted) {
    return wanted - of(cell).stream().filter(fork -> isCalm(cell, fork)).count();
  }

  /** The usual speed is the column's own: many threads at once are in each other's way. */
  private boolean isCalm(Cell cell, Fork fork) {
    double best =
        forks.entrySet().stream()
            .filter(e -> e.getKey().event().equals(cell.event()))
            .filter(e -> e.getKey().column().equals(cell.column()))
            .flatMap(e -> e.getValue().stream())
            .mapToDouble(Fork::pace)
            .min()
            .orElse(fork.pace());
    return fork.pace() <= TOLERANCE * best;
  }
}
