package dev.hephaestus.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times of something that was done often.
 *
 * <p><i>Units:</i> milliseconds.
 */
public final class Percentiles {
  private final List<Double> values = new ArrayList<>();

  /** Takes one time in. */
  public void add(double ms) {
    values.add(ms);
  }

  /** Takes all of another in. */
  public void addAll(Percentiles others) {
    values.addAll(others.values);
  }

  /** The time that the share of all does not exceed, by the nearest rank; 0 when there is none. */
  public double at(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p99 %.1f ms, worst %.1f ms of %d",
        at(0.5),
        at(0.99),
        at(1),
        values.size());
  }
}
