package dev.hephaestus.benchmarks.client;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one record costs the thread that logs it: medians over JVMs, for how well the JIT does is
 * decided anew in each.
 *
 * @param nanos see {@link Burst}
 * @param bytes see {@link Burst}
 * @param dropped the worst of them
 * @param forks how many
 */
record AppendCost(double nanos, double bytes, double dropped, int forks) {
  static AppendCost of(List<Fork> forks) {
    return new AppendCost(
        median(forks, Fork::nanos),
        median(forks, Fork::bytes),
        forks.stream().mapToDouble(Fork::dropped).max().orElseThrow(),
        forks.size());
  }

  private static double median(List<Fork> forks, ToDoubleFunction<Fork> value) {
    return Medians.of(forks.stream().mapToDouble(value));
  }
}
