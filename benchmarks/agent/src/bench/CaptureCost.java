package bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * What it costs to have an exception followed, in nanoseconds of CPU time.
 *
 * <p>Prints one line: the way without exceptions through eight calls, then an exception without a
 * stack trace thrown through one to eight calls. Run with and without the agent; the difference is
 * its cost.
 */
public final class CaptureCost {

  private static final int ROUNDS = 15;
  private static final int CALLS = 200_000;

  private static long sink;

  /** What is caught stays in sight, as what is logged does: no JVM leaves out making it. */
  private static Exception caught = new Quick();

  private int state = 1;

  private CaptureCost() {}

  public static void main(String[] args) {
    CaptureCost cost = new CaptureCost();
    StringBuilder line = new StringBuilder();
    for (int depth = 0; depth <= 8; depth++) {
      double[] rounds = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        rounds[i] = depth == 0 ? cost.quiet() : cost.thrown(depth);
      }
      double[] warm = Arrays.copyOfRange(rounds, ROUNDS / 3, ROUNDS);
      Arrays.sort(warm);
      line.append(String.format(" %.1f", warm[warm.length / 2]));
    }
    System.out.println(line.toString().trim() + (sink == 42 && caught == null ? " " : ""));
  }

  private double quiet() {
    long start = cpu();
    for (int i = 0; i < CALLS * 10; i++) {
      sink += c1("text", i);
    }
    return (cpu() - start) / (CALLS * 10.0);
  }

  private double thrown(int depth) {
    long start = cpu();
    for (int i = 0; i < CALLS; i++) {
      try {
        sink += down(depth, "text", i);
      } catch (Quick e) {
        caught = e;
      }
    }
    return (cpu() - start) / (double) CALLS;
  }

  /** Calls itself so often and throws in the last call. */
  int down(int left, String text, long number) {
    if (left > 1) {
      return down(left - 1, text, number + 1) + state;
    }
    throw new Quick();
  }

  // Eight calls that do next to nothing, so that anything added to them would show.

  int c1(String text, long number) {
    return c2(text, number + 1) + state;
  }

  int c2(String text, long number) {
    return c3(text, number + 2) + state;
  }

  int c3(String text, long number) {
    return c4(text, number + 3) + state;
  }

  int c4(String text, long number) {
    return c5(text, number + 4) + state;
  }

  int c5(String text, long number) {
    return c6(text, number + 5) + state;
  }

  int c6(String text, long number) {
    return c7(text, number + 6) + state;
  }

  int c7(String text, long number) {
    return c8(text, number + 7) + state;
  }

  int c8(String text, long number) {
    return text.length() + (int) number % 7;
  }

  private static long cpu() {
    return Threads.BEAN.getCurrentThreadCpuTime();
  }

  private static final class Threads {
    static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
  }

  /** Costs next to nothing to make. */
  private static final class Quick extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Quick() {
      super(null, null, false, false);
    }
  }
}
