package dev.hephaestus.benchmarks.client;

import dev.hephaestus.client.ClientCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was measured in one state of the server. Times and heap are the worst of all rounds. */
final class OutageFigures {
  static final String HEADER =
      """
      | server | p50 ns | p99 ns | p99.9 ns | to up | heap MB | accepted | dropped | acknowledged \
      | warnings | errors | start ms | stop ms |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  /** Queue and window are 16 MiB each, and what their records share with the application. */
  private static final long MAX_HEAP_MB = 48;

  private static final double MAX_RATIO = 2;
  private static final long MAX_MS = 2_000;

  final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
  private long heapMb;
  private long accepted;
  private long dropped;
  private long acknowledged;
  private final Set<String> warned = new TreeSet<>();
  private long warnings;
  private long errors;
  private long startMs;
  private long stopMs;

  void heap(long bytes) {
    heapMb = Math.max(heapMb, bytes >> 20);
  }

  void counted(ClientCounters counters) {
    accepted += counters.accepted();
    dropped += counters.dropped();
    acknowledged += counters.acknowledged();
  }

  void said(List<String> texts, long howManyErrors) {
    warnings += texts.size();
    texts.forEach(text -> warned.add(text.replaceAll(":\\d+", ":port")));
    errors += howManyErrors;
  }

  /** What was warned about, each once. */
  Set<String> warned() {
    return warned;
  }

  void took(long startNanos, long stopNanos) {
    startMs = Math.max(startMs, TimeUnit.NANOSECONDS.toMillis(startNanos));
    stopMs = Math.max(stopMs, TimeUnit.NANOSECONDS.toMillis(stopNanos));
  }

  private long tail() {
    return nanos.getValueAtPercentile(99.9);
  }

  private double ratio(OutageFigures up) {
    return tail() / (double) Math.max(1, up.tail());
  }

  /** Which promises are broken. */
  List<String> broken(OutageFigures up) {
    List<String> broken = new ArrayList<>();
    if (ratio(up) > MAX_RATIO) {
      broken.add(String.format(Locale.ROOT, "p99.9 is %.1f times that of up", ratio(up)));
    }
    if (heapMb > MAX_HEAP_MB) {
      broken.add(heapMb + " MB of heap");
    }
    if (errors > 0) {
      broken.add(errors + " error statuses");
    }
    if (startMs > MAX_MS || stopMs > MAX_MS) {
      broken.add("started in " + startMs + " ms, stopped in " + stopMs);
    }
    return broken;
  }

  String row(String label, OutageFigures up) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.2f | %d | %d | %d | %d | %d | %d | %d | %d |",
        label,
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        tail(),
        ratio(up),
        heapMb,
        accepted,
        dropped,
        acknowledged,
        warnings,
        errors,
        startMs,
        stopMs);
  }
}
