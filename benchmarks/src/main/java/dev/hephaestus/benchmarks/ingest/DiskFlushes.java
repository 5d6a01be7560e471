package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.benchmarks.Percentiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the disk itself takes to have as much as one commit, without any server: the same bytes are
 * written again and again, as to a write-ahead log.
 */
final class DiskFlushes {
  private static final int BYTES = 512 << 10;
  private static final int PLACES = 32;
  private static final int COUNT = 300;

  private DiskFlushes() {}

  static Percentiles measure(Path folder) throws IOException {
    Percentiles times = new Percentiles();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("flushes"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < PLACES + COUNT; i++) {
        long begin = System.nanoTime();
        bytes.clear();
        file.write(bytes, (long) (i % PLACES) * BYTES);
        file.force(false);
        if (i >= PLACES) {
          times.add((System.nanoTime() - begin) / 1e6);
        }
      }
    }
    return times;
  }
}
