package dev.hephaestus.benchmarks.serving;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The main of a server process: says its port when it is ready, answers questions on standard
 * input, and ends with it.
 *
 * <p>What it is asked: {@code usage} for bytes of heap at their peak and milliseconds of processor
 * time, {@code live} for the bytes of heap that are in use after a collection.
 */
final class ServedProcess {
  private ServedProcess() {}

  /** Data directory, port, and {@code detect} where incidents are to be looked for. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    try (RealServer server = new RealServer(data, Integer.parseInt(arguments[1]))) {
      if (arguments.length > 2 && arguments[2].equals("detect")) {
        server.detect();
      }
      System.out.println("ready " + server.port());
      BufferedReader questions =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        System.out.println(
            line.equals("live") ? "live " + live() : "usage " + heapPeak() + " " + cpuMs());
      }
    }
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(ServedProcess::peak)
        .sum();
  }

  private static long peak(MemoryPoolMXBean pool) {
    long peak = pool.getPeakUsage().getUsed();
    pool.resetPeakUsage();
    return peak;
  }

  private static long cpuMs() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
  }
}
