package dev.hephaestus.benchmarks.indexing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor time that this process and its ended children have used. */
final class CpuTime {

  /** What Linux counts processor time in: USER_HZ, which is 100 on every architecture we know. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields of /proc/self/stat behind the process's name: cutime and cstime. */
  private static final List<Integer> CHILDREN = List.of(13, 14);

  private CpuTime() {}

  /**
   * The time used so far, in seconds.
   *
   * <p><i>Source:</i> proc(5) for the children, where there is one.
   */
  static double seconds() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9 + children();
  }

  private static double children() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    return CHILDREN.stream().mapToLong(index -> Long.parseLong(fields.get(index))).sum()
        / TICKS_PER_SECOND;
  }
}
