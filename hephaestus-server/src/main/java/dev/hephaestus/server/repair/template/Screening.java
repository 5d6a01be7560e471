package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.repository.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Lets through what the compiler takes: no error that was not there before. Works in batches that
 * grow, for the first candidates often suffice, and stops resolving names when its time is used up.
 *
 * <p><i>Threads:</i> for one thread.
 */
final class Screening {
  private static final int FIRST_BATCH = 6;
  private static final int LARGEST_BATCH = 48;
  private static final long CPU_NANOS = 20_000_000_000L;

  private final Snapshot snapshot;
  private final Queue<Sketches.Sketch> left;
  private final Map<String, Long> errorsBefore = new HashMap<>();
  private final Shapes shapes = new Shapes();
  private int batchSize = FIRST_BATCH;
  private long spent;

  Screening(Snapshot snapshot, List<Sketches.Sketch> ranked) {
    this.snapshot = snapshot;
    this.left = new ArrayDeque<>(ranked);
  }

  /** The next candidates that pass, in order; none when all were looked at. */
  List<Sketches.Sketch> next() {
    List<Sketches.Sketch> passed = new ArrayList<>();
    while (passed.isEmpty() && !left.isEmpty()) {
      List<Sketches.Sketch> batch = new ArrayList<>();
      while (batch.size() < batchSize && !left.isEmpty()) {
        Sketches.Sketch sketch = left.remove();
        if (shapes.isNew(sketch)) {
          batch.add(sketch);
        }
      }
      batchSize = Math.min(LARGEST_BATCH, 2 * batchSize);
      passed.addAll(spent < CPU_NANOS ? resolved(batch) : parsed(batch));
    }
    return passed;
  }

  private List<Sketches.Sketch> resolved(List<Sketches.Sketch> batch) {
    long start = cpuNanos();
    Set<String> paths = new HashSet<>(batch.stream().map(Sketches.Sketch::path).toList());
    try (Sources sources = Sources.layOut(snapshot, paths)) {
      return batch.stream()
          .filter(
              sketch ->
                  sources.errorsOf(sketch.path(), sketch.text())
                      <= errorsBefore.computeIfAbsent(
                          sketch.path(), path -> sources.errorsOf(path, snapshot.text(path))))
          .toList();
    } finally {
      spent += cpuNanos() - start;
    }
  }

  /** The time that this thread worked: a busy machine does not make the screen any coarser. */
  private static long cpuNanos() {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return cpu >= 0 ? cpu : System.nanoTime();
  }

  private List<Sketches.Sketch> parsed(List<Sketches.Sketch> batch) {
    return batch.stream()
        .filter(
            sketch ->
                Sources.syntaxErrorsOf(sketch.text())
                    <= Sources.syntaxErrorsOf(snapshot.text(sketch.path())))
        .toList();
  }
}
