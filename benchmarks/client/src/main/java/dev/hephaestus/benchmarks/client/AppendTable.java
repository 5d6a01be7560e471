package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code benchmarks/run append [events=INFO,ERROR] [threads=1,4,16] [kinds=platform,virtual]
 * [targets=…] [warmup=150] [bursts=100]}: what a logging statement costs, one table for each column
 * of threads.
 */
public final class AppendTable {
  private static final int INFO_BURST = 4096;
  private static final int ERROR_BURST = 512;

  private final Map<String, String> arguments;
  private final Sinks sinks;

  private AppendTable(Map<String, String> arguments, Sinks sinks) {
    this.arguments = arguments;
    this.sinks = sinks;
  }

  /** Measures what is asked for and prints it as Markdown. */
  public static void main(String[] given) throws IOException, RunnerException {
    Map<String, String> arguments =
        Stream.of(given)
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    try (SinkProcess process = SinkProcess.start()) {
      AppendTable table = new AppendTable(arguments, process.sinks());
      for (String kind : table.list("kinds", "platform,virtual")) {
        for (String threads : table.list("threads", "1,4,16")) {
          for (String event : table.list("events", "INFO,ERROR")) {
            table.print(event, Integer.parseInt(threads), kind);
          }
        }
      }
    }
  }

  private List<String> list(String key, String otherwise) {
    return Arrays.asList(arguments.getOrDefault(key, otherwise).split(","));
  }

  private void print(String event, int threads, String kind) throws IOException, RunnerException {
    Map<Target, AppendCost> costs = new EnumMap<>(Target.class);
    for (String target : list("targets", names())) {
      costs.put(Target.valueOf(target), measure(Target.valueOf(target), event, threads, kind));
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf(
        Locale.ROOT,
        "%n%s, %d %s thread%s (%d processors, load %.1f)%n%n%s",
        event,
        threads,
        kind,
        threads == 1 ? "" : "s",
        Runtime.getRuntime().availableProcessors(),
        load,
        AppendCost.HEADER);
    costs.forEach((target, cost) -> System.out.println(cost.row(target, costs.get(target.noop()))));
  }

  private static String names() {
    return Stream.of(Target.values()).map(Target::name).collect(Collectors.joining(","));
  }

  private AppendCost measure(Target target, String event, int threads, String kind)
      throws IOException, RunnerException {
    int burst = Math.max(1, (event.equals("INFO") ? INFO_BURST : ERROR_BURST) / threads);
    Path drops = Files.createTempFile("append", ".drops");
    List<String> flags = new ArrayList<>(List.of(sinks.asProperties()));
    flags.add("-D" + AppendBenchmark.DROPS + "=" + drops);
    flags.add("-Djmh.executor=" + kind.toUpperCase(Locale.ROOT));
    flags.addAll(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(AppendBenchmark.class.getName() + ".append")
                    .param("target", target.name())
                    .param("event", event)
                    .param("burst", String.valueOf(burst))
                    .threads(threads)
                    .forks(1)
                    .warmupIterations(Integer.parseInt(arguments.getOrDefault("warmup", "150")))
                    .measurementIterations(
                        Integer.parseInt(arguments.getOrDefault("bursts", "100")))
                    .jvmArgs(flags.toArray(String[]::new))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    double dropped = Double.parseDouble(Files.readString(drops));
    AppendCost cost = AppendCost.of(result, burst, dropped);
    Files.delete(drops);
    System.err.println(target + " " + event + " " + threads + " " + kind + ": " + cost);
    return cost;
  }
}
