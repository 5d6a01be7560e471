package dev.hephaestus.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@code benchmarks/run append-turns EVENT ROUNDS TARGET…}: set-ups of one logging library in turns
 * on one thread of one JVM. What disturbs the machine disturbs them alike, so that the difference
 * to the no-op appender holds where the machine is not quiet; the no-op's own cost is higher here,
 * since the JIT cannot do away with an event that others read.
 */
public final class AppendTurns {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 300;
  private static final int INFO_BURST = 1024;
  private static final int ERROR_BURST = 256;
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final boolean errors;
  private final int burst;
  private final Throwable thrown = Failures.wrapped(30);

  private AppendTurns(boolean errors) {
    this.errors = errors;
    this.burst = errors ? ERROR_BURST : INFO_BURST;
  }

  /** Measures and prints a line for each. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[1]);
    String[] names = Arrays.copyOfRange(arguments, 2, arguments.length);
    try (SinkProcess process = SinkProcess.start()) {
      Rig[] rigs = new Rig[names.length];
      for (int i = 0; i < names.length; i++) {
        rigs[i] = Target.valueOf(names[i]).open(process.sinks());
        rigs[i].application().enter();
      }
      double[][] nanos = new double[names.length][rounds];
      double[][] bytes = new double[names.length][rounds];
      AppendTurns turns = new AppendTurns(arguments[0].equals("ERROR"));
      for (int round = -WARM_UP; round < rounds; round++) {
        if (round == -WARM_UP / 2) {
          System.gc(); // What lasts is in the old generation, as in an application at work.
        }
        for (int i = 0; i < names.length; i++) {
          turns.take(rigs[i], nanos[i], bytes[i], round);
        }
      }
      for (int i = 0; i < names.length; i++) {
        System.out.println(line(names[i], nanos[i], bytes[i]));
      }
    }
    System.exit(0);
  }

  private void take(Rig rig, double[] nanos, double[] bytes, int round)
      throws InterruptedException {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    log(rig.application());
    double spent = THREADS.getCurrentThreadCpuTime() - cpu;
    double taken = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    if (round >= 0) {
      nanos[round] = spent / burst;
      bytes[round] = taken / burst;
    }
    long logged = (round + WARM_UP + 1L) * burst;
    long start = System.nanoTime();
    while (!rig.delivery().isDone(errors, logged) && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.sleep(1);
    }
  }

  private void log(Application application) {
    for (int i = 0; i < burst; i++) {
      if (errors) {
        application.error("A-4711", thrown);
      } else {
        application.info("A-4711", i, 4_711_00L + i);
      }
    }
  }

  private static String line(String name, double[] nanos, double[] bytes) {
    Arrays.sort(nanos);
    Arrays.sort(bytes);
    return String.format(
        Locale.ROOT,
        "%-24s %.0f ns at best, %.0f in the best tenth, %.0f in the best quarter; %.0f B",
        name,
        nanos[0],
        nanos[nanos.length / 10],
        nanos[nanos.length / 4],
        bytes[bytes.length / 2]);
  }
}
