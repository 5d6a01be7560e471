package dev.hephaestus.benchmarks.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures a cell once, in a JVM of its own.
 *
 * @param sinks where it delivers to
 * @param warmUp bursts of INFO before
 * @param bursts that count
 */
record AppendFork(Sinks sinks, int warmUp, int bursts) {
  Fork measure(Cell cell) throws IOException, RunnerException {
    Path drops = Files.createTempFile("append", ".drops");
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(AppendBenchmark.class.getName() + ".append")
                    .param("target", cell.target().name())
                    .param("event", cell.event())
                    .param("burst", String.valueOf(cell.burst()))
                    .param("crew", String.valueOf(cell.crew()))
                    .threads(cell.isVirtual() ? 1 : cell.threads())
                    .forks(1)
                    .warmupIterations(cell.warmUp(warmUp))
                    .measurementIterations(bursts)
                    .jvmArgs(flags(drops))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    double dropped = Double.parseDouble(Files.readString(drops));
    Files.delete(drops);
    return new Fork(
        result.getBenchmarkResults().iterator().next().getIterationResults().stream()
            .map(each -> burst(each, cell.isVirtual()))
            .toList(),
        dropped);
  }

  private static Burst burst(IterationResult measured, boolean isVirtual) {
    double records = counter(measured, "records");
    return new Burst(
        counter(measured, "paceNanos") / counter(measured, "threads"),
        counter(measured, isVirtual ? "wallNanos" : "cpuNanos") / records,
        isVirtual ? Double.NaN : counter(measured, "allocatedBytes") / records);
  }

  private static double counter(IterationResult measured, String name) {
    return measured.getSecondaryResults().get(name).getScore();
  }

  /** The heap is touched beforehand: an application at work has its pages as well. */
  private String[] flags(Path drops) {
    List<String> flags = new ArrayList<>(List.of(sinks.asProperties()));
    flags.add("-D" + AppendBenchmark.DROPS + "=" + drops);
    flags.add(Log4j2Rigs.RING);
    flags.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"));
    flags.add("--sun-misc-unsafe-memory-access=allow");
    return flags.toArray(String[]::new);
  }
}
