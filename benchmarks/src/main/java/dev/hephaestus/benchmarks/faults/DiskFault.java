package dev.hephaestus.benchmarks.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a disk does to a process for a while: strace lets its system calls fail, or takes its time
 * with them. It takes root, or a process of one's own.
 */
enum DiskFault {
  /** Making sure that it is on disk fails. */
  EIO_ON_SYNC("fsync,fdatasync:error=EIO"),
  /** Writing fails. */
  EIO_ON_WRITE("pwrite64:error=EIO"),
  /** No space is left. */
  FULL("pwrite64,ftruncate,fallocate:error=ENOSPC"),
  /** Nothing may be written. */
  READ_ONLY("pwrite64:error=EROFS"),
  /** Each flush takes 200 ms longer. */
  SLOW("fsync,fdatasync:delay_exit=200000"),
  /** Some flushes fail, and those after them do not. */
  EIO_NOW_AND_THEN("fsync,fdatasync:error=EIO:when=2+3");

  private final String injection;

  DiskFault(String injection) {
    this.injection = injection;
  }

  /** Whether there is a strace that may be used. */
  static boolean isPossible() {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The process has this fault for so long. */
  void inject(long pid, long ms) throws IOException, InterruptedException {
    String calls = injection.substring(0, injection.indexOf(':'));
    Process strace =
        new ProcessBuilder(
                List.of(
                    "strace",
                    "-f",
                    "-qqq",
                    "-o",
                    "/dev/null",
                    "-p",
                    "" + pid,
                    "-e",
                    "trace=" + calls,
                    "-e",
                    "inject=" + injection))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      strace.waitFor(ms, TimeUnit.MILLISECONDS);
    } finally {
      strace.destroy();
      strace.waitFor();
    }
  }
}
