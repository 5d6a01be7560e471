package dev.hephaestus.server.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often something was seen: by the minute for two hours, by the hour for three days, by the day
 * for 400, each back from its latest.
 *
 * <p><i>Shape:</i> keys are minutes, hours and days since the epoch; what was never seen has none.
 */
public record Counts(
    SortedMap<Long, Long> minutes, SortedMap<Long, Long> hours, SortedMap<Long, Long> days) {
  /** Nothing seen. */
  public static final Counts NONE = new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private static final int MINUTES = 120;
  private static final int HOURS = 72;
  private static final int DAYS = 400;

  public Counts {
    minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
    hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
  }

  /** With what was seen at further instants. */
  public Counts plus(Iterable<Instant> seen) {
    SortedMap<Long, Long> newMinutes = new TreeMap<>(minutes);
    SortedMap<Long, Long> newHours = new TreeMap<>(hours);
    SortedMap<Long, Long> newDays = new TreeMap<>(days);
    for (Instant time : seen) {
      long second = time.getEpochSecond();
      newMinutes.merge(Math.floorDiv(second, Duration.ofMinutes(1).toSeconds()), 1L, Long::sum);
      newHours.merge(Math.floorDiv(second, Duration.ofHours(1).toSeconds()), 1L, Long::sum);
      newDays.merge(Math.floorDiv(second, Duration.ofDays(1).toSeconds()), 1L, Long::sum);
    }
    return new Counts(latest(newMinutes, MINUTES), latest(newHours, HOURS), latest(newDays, DAYS));
  }

  private static SortedMap<Long, Long> latest(SortedMap<Long, Long> buckets, int most) {
    return buckets.isEmpty() ? buckets : buckets.tailMap(buckets.lastKey() - most + 1);
  }
}
