package dev.hephaestus.benchmarks.client;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one JVM measured of a cell.
 *
 * @param bursts after those that warmed it up
 * @param dropped share of the records that never left; NaN where that is not told
 */
record Fork(List<Burst> bursts, double dropped) {
  private static final int CALM = 4;

  Fork {
    bursts = List.copyOf(bursts);
  }

  double pace() {
    return ofCalm(Burst::pace);
  }

  double nanos() {
    return ofCalm(Burst::nanos);
  }

  double bytes() {
    return ofCalm(Burst::bytes);
  }

  /** The median of the quarter of bursts that began when the machine was fastest. */
  private double ofCalm(ToDoubleFunction<Burst> value) {
    return Medians.of(
        bursts.stream()
            .sorted(Comparator.comparingDouble(Burst::pace))
            .limit((bursts.size() + CALM - 1) / CALM)
            .mapToDouble(value));
  }
}
