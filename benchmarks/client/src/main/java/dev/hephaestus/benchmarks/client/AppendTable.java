package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
 * {@code benchmarks/run append [--quick] [events=INFO,ERROR] [threads=1,4,16]
 * [kinds=platform,virtual] [targets=…] [warmup=120] [bursts=40]}: what a logging statement costs.
 */
public final class AppendTable {
  private static final int INFO_BURST = 4096;
  private static final int ERROR_BURST = 256;

  private final Map<String, String> arguments;
  private final Sinks sinks;

  private AppendTable(Map<String, String> arguments, Sinks sinks) {
    this.arguments = arguments;
    this.sinks = sinks;
  }

  /** Measures what is asked for and prints it as Markdown. */
  public static void main(String[] given) throws IOException, RunnerException {
    long start = System.nanoTime();
    try (SinkProcess process = SinkProcess.start()) {
      AppendTable table = new AppendTable(arguments(given), process.sinks());
      for (String event : table.list("events", "INFO,ERROR")) {
        System.out.println();
        System.out.print(table.measured(event));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%nJava %s, %d processors, load %.1f at the end, %d s%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        (System.nanoTime() - start) / 1_000_000_000);
  }

  private static Map<String, String> arguments(String[] given) {
    Map<String, String> arguments = new HashMap<>();
    for (String each : given) {
      if (each.equals("--quick")) {
        arguments.putAll(Map.of("threads", "1", "kinds", "platform"));
      } else {
        String[] pair = each.split("=", 2);
        arguments.put(pair[0], pair[1]);
      }
    }
    return arguments;
  }

  private List<String> list(String key, String otherwise) {
    return Arrays.asList(arguments.getOrDefault(key, otherwise).split(","));
  }

  private String measured(String event) throws IOException, RunnerException {
    List<Target> targets = list("targets", names()).stream().map(Target::valueOf).toList();
    AppendReport report = new AppendReport(event);
    for (String kind : list("kinds", "platform,virtual")) {
      for (String threads : list("threads", "1,4,16")) {
        for (Target target : targets) {
          AppendCost cost = measure(target, event, Integer.parseInt(threads), kind);
          report.add(threads + " " + kind, target, cost);
          System.err.println(target + " " + event + " " + threads + " " + kind + ": " + cost);
        }
      }
    }
    return report.table(targets);
  }

  private static String names() {
    return Stream.of(Target.values()).map(Target::name).collect(Collectors.joining(","));
  }

  private AppendCost measure(Target target, String event, int threads, String kind)
      throws IOException, RunnerException {
    int burst = Math.max(1, (event.equals("INFO") ? INFO_BURST : ERROR_BURST) / threads);
    Path drops = Files.createTempFile("append", ".drops");
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(AppendBenchmark.class.getName() + ".append")
                    .param("target", target.name())
                    .param("event", event)
                    .param("burst", String.valueOf(burst))
                    .threads(threads)
                    .forks(1)
                    .warmupIterations(count("warmup", "120"))
                    .measurementIterations(count("bursts", "40"))
                    .jvmArgs(flags(kind, drops))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    double dropped = Double.parseDouble(Files.readString(drops));
    Files.delete(drops);
    return AppendCost.of(result, kind.equals("virtual"), dropped);
  }

  private int count(String key, String otherwise) {
    return Integer.parseInt(arguments.getOrDefault(key, otherwise));
  }

  /** The heap is touched beforehand: an application at work has its pages as well. */
  private String[] flags(String kind, Path drops) {
    List<String> flags = new ArrayList<>(List.of(sinks.asProperties()));
    flags.add("-D" + AppendBenchmark.DROPS + "=" + drops);
    flags.add("-Djmh.executor=" + kind.toUpperCase(Locale.ROOT));
    flags.add(Log4j2Rigs.RING);
    flags.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"));
    flags.add("--sun-misc-unsafe-memory-access=allow");
    return flags.toArray(String[]::new);
  }
}
