package dev.hephaestus.scrubbing;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many secrets were replaced, by rule.
 *
 * <p><em>Threads:</em> any.
 */
public final class ScrubTally {
  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** A tally of nothing. */
  public ScrubTally() {}

  void add(String rule) {
    counts.computeIfAbsent(rule, name -> new LongAdder()).increment();
  }

  /** The counts so far, by the rules' names in alphabetical order; rules without any are absent. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((rule, count) -> sums.put(rule, count.sum()));
    return sums;
  }
}
