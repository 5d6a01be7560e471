package dev.hephaestus.server.incident;

import dev.hephaestus.scrubbing.Scrubber;
import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogSession;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordScrubber;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Measures the way of records of four clients from memory through scrubbing and storing to
 * incidents, all of it at the same time: how many a second, and what so many different errors take.
 *
 * <p>Usage: {@code grouping RECORDS DISTINCT [ERRORS-PERCENT] [stored]}; with {@code stored} all
 * are stored first, so that what is measured is reading and grouping.
 */
public final class GroupingBenchmark {
  private static final int BATCH = 500;
  private static final int STEPS = 10;
  private static final int CLIENTS = 4;

  private final Database database;
  private final IntFunction<MadeErrors> made;
  private final long records;
  private final AtomicLong handedOn = new AtomicLong();

  private GroupingBenchmark(Database database, IntFunction<MadeErrors> made, long records) {
    this.database = database;
    this.made = made;
    this.records = records;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    long records = Long.parseLong(args[0]);
    int distinct = Integer.parseInt(args[1]);
    int errors = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    boolean storedFirst = args.length > 3 && args[3].equals("stored");
    Path folder = Files.createTempDirectory("grouping");
    try (Database database = Database.open(folder)) {
      new GroupingBenchmark(
              database,
              client -> new MadeErrors(distinct, errors, client * records / CLIENTS),
              records / CLIENTS * CLIENTS)
          .run(storedFirst);
      System.out.printf(
          Locale.ROOT,
          "%,d different, %d %% errors; database %d MB%n",
          distinct,
          errors,
          size(folder) >> 20);
    }
  }

  private void run(boolean storedFirst) throws Exception {
    List<Thread> clients = new ArrayList<>();
    LogProcessor processor = processor();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      clients.add(
          Thread.ofPlatform().name("client-" + i).unstarted(() -> produce(processor, client)));
    }
    if (storedFirst) {
      clients.forEach(Thread::start);
      join(clients);
    }
    long start = System.nanoTime();
    try (IncidentDetector detector = detector()) {
      if (!storedFirst) {
        clients.forEach(Thread::start);
      }
      detector.start();
      watch(start);
      join(clients);
      report(start);
      stillCounts(detector);
    }
  }

  private IncidentDetector detector() {
    return new IncidentDetector(
        database.records(),
        database.incidents(),
        id -> Optional.of(NodeSettings.DEFAULT),
        BuildOrder.UNKNOWN,
        incident -> handedOn.incrementAndGet(),
        Clock.systemUTC(),
        Duration.ofMillis(10));
  }

  private LogProcessor processor() {
    return new LogProcessor(
        database.records(),
        new RecordScrubber(Scrubber.builder().build(), new SimpleMeterRegistry()),
        () -> {},
        new SimpleMeterRegistry());
  }

  private void produce(LogProcessor processor, int client) {
    MadeErrors errors = made.apply(client);
    LogSession session = processor.open(MadeErrors.session(client), MadeErrors.RESOURCE);
    long most = records / CLIENTS;
    for (long sequence = 1; sequence <= most; sequence += BATCH) {
      int size = (int) Math.min(BATCH, most + 1 - sequence);
      session.append(new RecordBatch(session.key(), sequence, errors.next(size)));
    }
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** The rate of each tenth, so that one that falls is seen. */
  private void watch(long start) throws InterruptedException {
    long step = Math.max(1, records / STEPS);
    long last = start;
    long before = 0;
    while (before < records) {
      Thread.sleep(50);
      long position = database.incidents().position();
      if (position >= Math.min(records, before + step)) {
        long now = System.nanoTime();
        System.out.printf(
            Locale.ROOT,
            "up to %,d: %,.0f/s; ",
            position,
            (position - before) * 1e9 / (now - last));
        last = now;
        before = position;
      }
    }
    System.out.println();
  }

  private void report(long start) throws Exception {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%,d records: %.1f s, %,.0f records/s; heap after GC %d MB, %s; let go: %s, handed on %d%n",
        records,
        seconds,
        records / seconds,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        resident(),
        database.incidents().others(MadeErrors.NODE),
        handedOn.get());
  }

  /** An incident that stands is seen once more. */
  private void stillCounts(IncidentDetector detector) throws InterruptedException {
    Incident known = database.incidents().unworked("", 1).get(0);
    long start = System.nanoTime();
    long next = records / CLIENTS + 1;
    database
        .records()
        .append(new RecordBatch(MadeErrors.session(0), next, List.of(known.sample())));
    detector.wake();
    while (database.incidents().position() <= records) {
      Thread.sleep(1);
    }
    System.out.printf(
        Locale.ROOT,
        "a known one is seen again: its count goes from %d to %d in %.0f ms%n",
        known.count(),
        database.incidents().find(known.id()).orElseThrow().count(),
        (System.nanoTime() - start) / 1e6);
  }

  private static String resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("");
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
}
