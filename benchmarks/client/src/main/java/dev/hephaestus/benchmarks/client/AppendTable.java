package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * {@code benchmarks/run append [--quick] [events=INFO,ERROR] [threads=1,4,16]
 * [kinds=platform,virtual] [targets=…] [forks=3] [warmup=60] [bursts=24] [keep=FILE] [seconds=…]}:
 * what a logging statement costs.
 *
 * <p>With {@code keep} it adds to what earlier runs measured, with {@code seconds} it ends in time:
 * the same command again and again makes the whole table.
 */
public final class AppendTable {
  private final Map<String, String> arguments;
  private final Measurements measured;
  private final long start = System.nanoTime();

  private AppendTable(Map<String, String> arguments) throws IOException {
    this.arguments = arguments;
    Path unkept = Files.createTempDirectory("append").resolve("bursts");
    this.measured = Measurements.in(Path.of(text("keep", unkept.toString())));
  }

  /** Measures what is asked for and prints it as Markdown. */
  public static void main(String[] given) throws IOException, RunnerException {
    AppendTable table = new AppendTable(arguments(given));
    try (SinkProcess process = SinkProcess.start()) {
      table.measure(
          new AppendFork(
              process.sinks(), table.number("warmup", "60"), table.number("bursts", "24")));
    }
    System.out.print(new AppendReport(table.measured).tables());
    System.out.printf(
        Locale.ROOT,
        "%nJava %s, %d processors, load %.1f at the end, %d s%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        table.seconds());
  }

  private static Map<String, String> arguments(String[] given) {
    Map<String, String> arguments = new HashMap<>();
    for (String each : given) {
      if (each.equals("--quick")) {
        arguments.putAll(Map.of("threads", "1", "kinds", "platform", "forks", "1"));
      } else {
        String[] pair = each.split("=", 2);
        arguments.put(pair[0], pair[1]);
      }
    }
    return arguments;
  }

  /**
   * In turns: what disturbs the machine for a while hits one JVM of many set-ups, not all of one.
   */
  private void measure(AppendFork fork) throws IOException, RunnerException {
    List<Cell> cells = cells();
    int forks = number("forks", "3");
    Optional<Cell> next = neediest(cells, forks);
    while (next.isPresent() && seconds() < number("seconds", "86400")) {
      Cell cell = next.get();
      Fork one = fork.measure(cell);
      measured.add(cell, one);
      System.err.printf(
          Locale.ROOT,
          "%4d s %s: %.0f ns, %.0f B, pace %.0f%n",
          seconds(),
          cell,
          one.nanos(),
          one.bytes(),
          one.pace());
      next = neediest(cells, forks);
    }
  }

  private Optional<Cell> neediest(List<Cell> cells, int forks) {
    return cells.stream()
        .filter(cell -> measured.missing(cell, forks) > 0)
        .min(Comparator.comparingLong(cell -> -measured.missing(cell, forks)));
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String event : list("events", "INFO,ERROR")) {
      for (String kind : list("kinds", "platform,virtual")) {
        for (String threads : list("threads", "1,4,16")) {
          for (String target : list("targets", names())) {
            cells.add(new Cell(event, Integer.parseInt(threads), kind, Target.valueOf(target)));
          }
        }
      }
    }
    return cells;
  }

  private static String names() {
    return Stream.of(Target.values()).map(Target::name).collect(Collectors.joining(","));
  }

  private List<String> list(String key, String otherwise) {
    return Arrays.asList(text(key, otherwise).split(","));
  }

  private int number(String key, String otherwise) {
    return Integer.parseInt(text(key, otherwise));
  }

  private String text(String key, String otherwise) {
    return arguments.getOrDefault(key, otherwise);
  }

  private long seconds() {
    return (System.nanoTime() - start) / 1_000_000_000;
  }
}
