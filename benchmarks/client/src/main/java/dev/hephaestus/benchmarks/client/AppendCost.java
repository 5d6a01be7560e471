package dev.hephaestus.benchmarks.client;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What one record costs the thread that logs it: lower quartiles over the bursts, for other
 * processes only ever add.
 *
 * @param nanos of the logging thread's processor time; on virtual threads, which have none, what
 *     passes from statement to statement
 * @param bytes allocated by the logging thread; NaN on virtual threads
 * @param dropped share of the records that never left; NaN where that is not told
 */
record AppendCost(double nanos, double bytes, double dropped) {
  static AppendCost of(RunResult result, boolean isVirtual, double dropped) {
    Collection<IterationResult> bursts =
        result.getBenchmarkResults().iterator().next().getIterationResults();
    return new AppendCost(
        quartile(bursts, each -> each(each, isVirtual ? "wallNanos" : "cpuNanos")),
        isVirtual ? Double.NaN : quartile(bursts, each -> each(each, "allocatedBytes")),
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
}
