package dev.hephaestus.benchmarks.faults;

import io.grpc.Status;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What all issuers saw.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class Ledger {
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger reordered = new AtomicInteger();
  private final Map<String, Integer> ends = new TreeMap<>();

  void violated(String what) {
    violations.add(what);
    System.err.println("VIOLATED: " + what);
  }

  void repeated() {
    repeated.incrementAndGet();
  }

  void reordered() {
    reordered.incrementAndGet();
  }

  synchronized void ended(@Nullable Status status) {
    String name = status == null ? "no answer" : status.getCode().name();
    String text = status == null ? null : status.getDescription();
    if (text != null && text.matches("[A-Z_]+: .*")) {
      name += " " + text.substring(0, text.indexOf(':'));
    }
    ends.merge(name, 1, Integer::sum);
  }

  /** How many streams ended so. */
  synchronized int ended(String how) {
    return ends.getOrDefault(how, 0);
  }

  int violations() {
    return violations.size();
  }

  @Override
  public synchronized String toString() {
    return repeated + " batches sent twice, " + reordered + " out of order; streams ended " + ends;
  }
}
