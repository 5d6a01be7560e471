package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.logback.HephaestusAppender;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;

/** A client that starts, logs and stops in one state of the server. */
final class OutageRound {
  private static final int ERROR_EVERY = 100;
  private static final int WARM_SECONDS = 1;
  private static final long CONNECT_MS = 30_000;

  private final int serverPort;
  private final int seconds;
  private final int rate;

  OutageRound(int serverPort, int seconds, int rate) {
    this.serverPort = serverPort;
    this.seconds = seconds;
    this.rate = rate;
  }

  void run(FaultyProxy.Fault fault, OutageFigures figures)
      throws IOException, InterruptedException {
    Path spool = Files.createTempDirectory("hephaestus-outage"); // What one leaves is no other's.
    try (FaultyProxy proxy = new FaultyProxy(serverPort, fault)) {
      LoggerContext context = new LogbackApplication().context();
      HephaestusAppender appender = appender(context, proxy.port());
      appender.setSpoolDirectory(spool.toString());
      Logger logger = context.getLogger("shop.Checkout");
      long heapBefore = usedHeap();
      long start = System.nanoTime();
      appender.start();
      long startNanos = System.nanoTime() - start;
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
      log(logger, WARM_SECONDS, new Histogram(TimeUnit.MINUTES.toNanos(1), 3));
      if (fault == FaultyProxy.Fault.UP) {
        awaitAcknowledged(appender);
      }
      log(logger, seconds, figures.nanos);
      figures.heap(usedHeap() - heapBefore);
      figures.counted(counters(appender));
      long stop = System.nanoTime();
      context.stop();
      figures.took(startNanos, System.nanoTime() - stop);
      figures.said(statuses(context, Status.WARN), statuses(context, Status.ERROR).size());
    } finally {
      delete(spool);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static HephaestusAppender appender(LoggerContext context, int port) {
    HephaestusAppender appender = new HephaestusAppender();
    appender.setContext(context);
    appender.setEndpoint("localhost:" + port);
    appender.setService("benchmark");
    appender.setRepository("/src/benchmark");
    appender.setShip("all");
    return appender;
  }

  private static ClientCounters counters(HephaestusAppender appender) {
    return appender.counters().orElseThrow();
  }

  /** Without it the row of the server that is up would be one of a server that is not there yet. */
  private static void awaitAcknowledged(HephaestusAppender appender) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONNECT_MS);
    while (counters(appender).acknowledged() == 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the server that is up acknowledged nothing");
      }
      Thread.sleep(10);
    }
  }

  private void log(Logger logger, int howLong, Histogram nanos) {
    Throwable thrown = Failures.wrapped(30);
    long pause = TimeUnit.SECONDS.toNanos(1) / rate;
    long begin = System.nanoTime();
    for (long i = 0; i < (long) rate * howLong; i++) {
      long due = begin + i * pause;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long before = System.nanoTime();
      if (i % ERROR_EVERY == 0) {
        logger.error("Could not price order {}", i, thrown);
      } else {
        logger.info("Order {} with {} lines costs {} cents", "A-4711", i, 471_100L);
      }
      nanos.recordValue(System.nanoTime() - before);
    }
  }

  private static List<String> statuses(LoggerContext context, int level) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == level)
        .map(Status::getMessage)
        .toList();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
