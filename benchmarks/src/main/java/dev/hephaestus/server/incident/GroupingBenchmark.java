package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures grouping alone, from records in memory to incidents in the database: how many a second,
 * and what so many different errors take.
 *
 * <p>Usage: {@code grouping RECORDS DISTINCT [ERRORS-PERCENT]}.
 */
public final class GroupingBenchmark {
  private static final SessionKey SESSION = new SessionKey("node", "i", 1);
  private static final Resource RESOURCE = new Resource("shop", "1.0", "", "host-1", Map.of());

  private GroupingBenchmark() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    long records = Long.parseLong(args[0]);
    int distinct = Integer.parseInt(args[1]);
    int errors = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Path folder = Files.createTempDirectory("grouping");
    AtomicLong handedOn = new AtomicLong();
    try (Database database = Database.open(folder)) {
      long start = System.nanoTime();
      try (IncidentDetector detector =
          new IncidentDetector(
              new Made(records, distinct, errors),
              database.incidents(),
              id -> Optional.of(NodeSettings.DEFAULT),
              BuildOrder.UNKNOWN,
              incident -> handedOn.incrementAndGet(),
              Clock.systemUTC(),
              Duration.ofMillis(10))) {
        detector.start();
        while (database.incidents().position() < records) {
          Thread.sleep(20);
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%,d records, %d %% errors, %,d distinct: %.1f s, %,.0f records/s; heap after GC %d MB,"
              + " database %d MB; incidents let go: %s, handed on %d%n",
          records,
          errors,
          distinct,
          seconds,
          records / seconds,
          (runtime.totalMemory() - runtime.freeMemory()) >> 20,
          size(folder) >> 20,
          database.incidents().others("node"),
          handedOn.get());
    }
  }

  private static long size(Path folder) throws Exception {
    long size = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  /** Records that are made beforehand, so that what is measured is what is done with them. */
  private static final class Made implements RecordStore {
    private static final int PREPARED = 1_000;
    private final long records;
    private final int distinct;
    private final List<LogRecord> prepared = new ArrayList<>();
    private final boolean reuse;
    private final int errors;

    Made(long records, int distinct, int errors) {
      this.records = records;
      this.distinct = distinct;
      this.errors = errors;
      this.reuse = distinct <= PREPARED;
      Random random = new Random(3);
      for (int i = 0; i < 20_000 && reuse; i++) {
        prepared.add(record(random.nextInt(distinct), i));
      }
    }

    @Override
    public List<StoredRecord> after(long position, int limit) {
      List<StoredRecord> page = new ArrayList<>(limit);
      for (long at = position + 1; at <= Math.min(records, position + limit); at++) {
        LogRecord record =
            reuse
                ? prepared.get((int) (at % prepared.size()))
                : record((int) (at % distinct), (int) at);
        page.add(new StoredRecord(at, SESSION, at, RESOURCE, record));
      }
      return page;
    }

    private LogRecord record(int fault, int n) {
      boolean error = n % 100 < errors;
      List<Frame> frames = new ArrayList<>();
      frames.add(Frame.of("java.util.ArrayList", "get", "ArrayList.java", 427));
      frames.add(Frame.of("shop.part" + fault % 97 + ".Cart" + fault, "total", "Cart.java", 42));
      for (int i = 0; i < 28; i++) {
        frames.add(Frame.of("org.springframework.web.F" + i, "handle", "F.java", i));
      }
      Thrown thrown =
          error ? Thrown.of("java.lang.IndexOutOfBoundsException", "Index " + n, frames) : null;
      return new LogRecord(
          Instant.parse("2026-03-01T12:00:00Z").plusMillis(n),
          error ? Level.ERROR : Level.INFO,
          "shop.Cart",
          "http-" + n % 200,
          "order {} failed",
          List.of("" + n),
          "order " + n + " failed",
          Map.of(),
          List.of(),
          Map.of(),
          "",
          "",
          thrown,
          false);
    }

    @Override
    public long open(SessionKey session, Resource resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long append(RecordBatch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredRecord> preceding(StoredRecord record, int limit) {
      return List.of();
    }
  }
}
