package dev.hephaestus.benchmarks.client;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What one record costs the thread that logs it: lower quartiles over the bursts, for other
 * processes only ever add.
 *
 * @param wallNanos from statement to statement
 * @param cpuNanos of the logging thread's processor time; 0 on virtual threads, which have none
 * @param bytes allocated by the logging thread; 0 on virtual threads
 * @param dropped share of the records that never left
 */
record AppendCost(double wallNanos, double cpuNanos, double bytes, double dropped) {
  static final String HEADER =
      """
      | | wall ns | cpu ns | B | cpu ns over no-op | B over no-op | dropped |
      |---|---:|---:|---:|---:|---:|---:|
      """;

  static AppendCost of(RunResult result, int burst, double dropped) {
    Collection<IterationResult> bursts =
        result.getBenchmarkResults().iterator().next().getIterationResults();
    return new AppendCost(
        quartile(bursts, each -> each.getPrimaryResult().getScore() / burst),
        quartile(bursts, each -> each(each, "cpuNanos")),
        quartile(bursts, each -> each(each, "allocatedBytes")),
        dropped);
  }

  private static double each(IterationResult burst, String counter) {
    return counter(burst, counter) / counter(burst, "records");
  }

  private static double counter(IterationResult burst, String name) {
    return burst.getSecondaryResults().get(name).getScore();
  }

  private static double quartile(
      Collection<IterationResult> bursts, ToDoubleFunction<IterationResult> value) {
    double[] sorted = bursts.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 4];
  }

  String row(Target target, AppendCost noop) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f | %+.0f | %+.0f | %s |",
        target.label(),
        wallNanos,
        cpuNanos,
        bytes,
        cpuNanos - noop.cpuNanos,
        bytes - noop.bytes,
        dropped < 0 ? "not told" : String.format(Locale.ROOT, "%.1f %%", 100 * dropped));
  }
}
