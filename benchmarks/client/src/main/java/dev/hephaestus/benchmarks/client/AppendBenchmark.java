package dev.hephaestus.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a logging statement costs its thread: one shot is a burst that fits any of the queues, and
 * the queues are empty again before the next.
 *
 * <p><em>Units:</em> JMH's score is wall time of a burst; {@link Costs} counts the logging threads'
 * own processor time and allocation, without what the sending threads do.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class AppendBenchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  static final String DROPS = "append.drops";

  private static final long PATIENCE_MS = 3000;
  private static final int QUIET_MS = 30;
  private static final int CONNECT_MS = 60_000;

  @Param("LOGBACK_NOOP")
  public Target target;

  /** INFO or ERROR. */
  @Param("INFO")
  public String event;

  /** Records of one thread in one burst. */
  @Param("4096")
  public int burst;

  private Rig rig;
  private final LongAdder logged = new LongAdder();
  private long settledDelivered;

  /** What the logging threads spent and what came of it. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Costs {
    public long cpuNanos;
    public long allocatedBytes;
    public long records;

    @Setup(Level.Iteration)
    public void reset() {
      cpuNanos = 0;
      allocatedBytes = 0;
      records = 0;
    }
  }

  /** What one logging thread has at hand. */
  @State(Scope.Thread)
  public static class Caller {
    private final Throwable thrown = Failures.wrapped(30);

    @Setup(Level.Iteration)
    public void enter(AppendBenchmark benchmark) {
      benchmark.rig.enter();
    }
  }

  @Setup(Level.Trial)
  public void open() throws InterruptedException {
    rig = target.open(Sinks.fromProperties());
    rig.error("warm-up", Failures.wrapped(30));
    // Whoever tells what arrives is connected before it is measured.
    for (int i = 0; i < CONNECT_MS && rig.delivered() == 0; i++) {
      Thread.sleep(1);
    }
  }

  /** Waits until what was logged is out of the way: nothing more arrives for a while. */
  @TearDown(Level.Iteration)
  public void settle() throws InterruptedException {
    long start = System.nanoTime();
    Thread.sleep(QUIET_MS);
    while (isBusy() && System.nanoTime() - start < PATIENCE_MS * 1_000_000) {
      Thread.sleep(QUIET_MS);
    }
  }

  private boolean isBusy() {
    long delivered = rig.delivered();
    boolean changed = delivered != settledDelivered;
    settledDelivered = delivered;
    return changed;
  }

  /** Says what was dropped to the process that makes the table. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    Files.writeString(
        Path.of(System.getProperty(DROPS)), String.valueOf((double) rig.dropped() / logged.sum()));
    rig.close();
  }

  @Benchmark
  public void append(Caller caller, Costs costs) {
    long id = Thread.currentThread().threadId();
    boolean countable = !Thread.currentThread().isVirtual();
    long cpu = countable ? THREADS.getCurrentThreadCpuTime() : 0;
    long allocated = countable ? THREADS.getThreadAllocatedBytes(id) : 0;
    if (event.equals("INFO")) {
      for (int i = 0; i < burst; i++) {
        rig.info("A-4711", i, 4_711_00L + i);
      }
    } else {
      for (int i = 0; i < burst; i++) {
        rig.error("A-4711", caller.thrown);
      }
    }
    costs.records += burst;
    logged.add(burst);
    if (countable) {
      costs.cpuNanos += THREADS.getCurrentThreadCpuTime() - cpu;
      costs.allocatedBytes += THREADS.getThreadAllocatedBytes(id) - allocated;
    }
  }
}
