package dev.hephaestus.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
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
import org.openjdk.jmh.infra.BenchmarkParams;

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

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int PAUSE_MS = 4;

  @Param("LOGBACK_NOOP")
  public Target target;

  /** INFO or ERROR. */
  @Param("INFO")
  public String event;

  /** Records of one thread in one burst. */
  @Param("4096")
  public int burst;

  /** Virtual threads that log instead of JMH's own; 0 for none. */
  @Param("0")
  public int crew;

  private Rig rig;
  private StartLine startLine;
  private boolean aged;
  private final LongAdder logged = new LongAdder();

  /** What the logging threads spent and what came of it. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Costs {
    public long wallNanos;
    public long cpuNanos;
    public long allocatedBytes;
    public long records;
    public long paceNanos;
    public long threads;

    @Setup(Level.Iteration)
    public void reset() {
      wallNanos = 0;
      cpuNanos = 0;
      allocatedBytes = 0;
      records = 0;
      paceNanos = 0;
      threads = 0;
    }
  }

  /** What one logging thread has at hand. */
  @State(Scope.Thread)
  public static class Caller {
    private final Throwable thrown = Failures.wrapped(30);
    private long worked;

    @Setup(Level.Iteration)
    public void enter(AppendBenchmark benchmark) {
      benchmark.rig.application().enter();
    }
  }

  /** Whoever tells what arrives is connected before it is measured. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams parameters) throws InterruptedException {
    startLine = new StartLine(parameters.getThreads());
    rig = target.open(Sinks.fromProperties());
    rig.application().error("warm-up", Failures.wrapped(30));
    logged.increment();
    await(true, CONNECT_NANOS);
  }

  /**
   * Waits until what was logged is out of the way; once also until what lasts is in the old
   * generation, where an application that runs for a while has its queues and threads' buffers.
   */
  @TearDown(Level.Iteration)
  public void settle() throws InterruptedException {
    await(event.equals("ERROR"), PATIENCE_NANOS);
    if (!aged) {
      System.gc();
      aged = true;
    }
  }

  private void await(boolean errors, long nanos) throws InterruptedException {
    long start = System.nanoTime();
    do {
      Thread.sleep(PAUSE_MS);
    } while (!rig.delivery().isDone(errors, logged.sum()) && System.nanoTime() - start < nanos);
  }

  /** Says what was dropped to the process that makes the table. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    Files.writeString(
        Path.of(System.getProperty(DROPS)),
        String.valueOf(rig.delivery().dropped() / logged.sum()));
    rig.close();
  }

  /** The pace is taken first, so that all threads log at once and none is on its way. */
  @Benchmark
  public void append(Caller caller, Costs costs) throws InterruptedException {
    long before = THREADS.getCurrentThreadCpuTime();
    caller.worked = Pace.work(caller.worked);
    costs.paceNanos += THREADS.getCurrentThreadCpuTime() - before;
    costs.threads++;
    if (crew > 0) {
      costs.wallNanos += crewLogs(caller.thrown);
      costs.records += (long) crew * burst;
      return;
    }
    startLine.await();
    long id = Thread.currentThread().threadId();
    long allocated = THREADS.getThreadAllocatedBytes(id);
    long cpu = THREADS.getCurrentThreadCpuTime();
    log(rig.application(), caller.thrown, burst);
    costs.cpuNanos += THREADS.getCurrentThreadCpuTime() - cpu;
    costs.allocatedBytes += THREADS.getThreadAllocatedBytes(id) - allocated;
    costs.records += burst;
    logged.add(burst);
  }

  /**
   * A thread's first record is not counted: it makes what the library keeps for each thread. JMH
   * has virtual threads of its own, but they wait for each other without letting go of their
   * carriers, so that no more of them get along than there are processors.
   */
  private long crewLogs(Throwable thrown) throws InterruptedException {
    LongAdder nanos = new LongAdder();
    // Not the line that the others start from: who yields there is served before who is to come.
    CountDownLatch ready = new CountDownLatch(crew);
    Thread[] threads = new Thread[crew];
    for (int i = 0; i < crew; i++) {
      threads[i] =
          Thread.startVirtualThread(
              () -> {
                rig.application().enter();
                log(rig.application(), thrown, 1);
                ready.countDown();
                awaitAll(ready);
                long start = System.nanoTime();
                log(rig.application(), thrown, burst);
                nanos.add(System.nanoTime() - start);
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    logged.add(crew * (burst + 1L));
    return nanos.sum();
  }

  private static void awaitAll(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException("nobody interrupts a crew", unexpected);
    }
  }

  private void log(Application application, Throwable thrown, int records) {
    if (event.equals("INFO")) {
      for (int i = 0; i < records; i++) {
        application.info("A-4711", i, 4_711_00L + i);
      }
    } else {
      for (int i = 0; i < records; i++) {
        application.error("A-4711", thrown);
      }
    }
  }
}
