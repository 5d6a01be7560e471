package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.logback.HephaestusAppender;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;

/**
 * {@code benchmarks/run outage [seconds=10] [rate=20000]}: how long a logging statement takes, how
 * much heap the client keeps and how long it takes to start and to stop, while the server is up,
 * down, hanging, refusing, slow and resetting.
 *
 * <p>One thread logs at a steady rate, one record of a hundred an ERROR with a throwable and the
 * rest INFO, all of them shipped, which is more than the slow server takes.
 */
public final class Outage {
  private static final int ERROR_EVERY = 100;
  private static final String HEADER =
      """
      | server | p50 ns | p99 ns | p99.9 ns | max µs | heap MB | accepted | dropped | acknowledged \
      | warnings | errors | start ms | stop ms |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private final long seconds;
  private final long rate;
  private final int serverPort;

  private Outage(long seconds, long rate, int serverPort) {
    this.seconds = seconds;
    this.rate = rate;
    this.serverPort = serverPort;
  }

  /** Prints one row for each state of the server. */
  public static void main(String[] arguments) throws IOException {
    long seconds = 10;
    long rate = 20_000;
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      switch (pair[0]) {
        case "seconds" -> seconds = Long.parseLong(pair[1]);
        case "rate" -> rate = Long.parseLong(pair[1]);
        default -> throw new IllegalArgumentException("no such option: " + argument);
      }
    }
    try (SinkProcess process = SinkProcess.start()) {
      Outage outage = new Outage(seconds, rate, process.sinks().grpc());
      outage.row(FaultyProxy.Fault.UP); // Warms up; is not shown.
      System.out.print(HEADER);
      for (FaultyProxy.Fault fault : FaultyProxy.Fault.values()) {
        System.out.println(outage.row(fault));
      }
      System.out.printf(
          Locale.ROOT,
          "%n%d records a second for %d s each; load %.1f%n",
          rate,
          seconds,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    System.exit(0);
  }

  private String row(FaultyProxy.Fault fault) throws IOException {
    try (FaultyProxy proxy = new FaultyProxy(serverPort, fault)) {
      LoggerContext context = new LogbackApplication().context();
      HephaestusAppender appender = appender(context, proxy.port());
      Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
      long heapBefore = usedHeap();
      long start = System.nanoTime();
      appender.start();
      long started = System.nanoTime();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
      log(context.getLogger("shop.Checkout"), nanos);
      long heap = usedHeap() - heapBefore;
      ClientCounters counters = appender.counters().orElseThrow();
      long stop = System.nanoTime();
      context.stop();
      long stopped = System.nanoTime();
      return row(fault, nanos, counters, heap >> 20)
          + String.format(
              Locale.ROOT,
              "| %d | %d | %d | %d |",
              statuses(context, Status.WARN),
              statuses(context, Status.ERROR),
              (started - start) / 1_000_000,
              (stopped - stop) / 1_000_000);
    }
  }

  private static String row(
      FaultyProxy.Fault fault, Histogram nanos, ClientCounters counters, long heapMb) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %d ",
        fault.name().toLowerCase(Locale.ROOT),
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        nanos.getValueAtPercentile(99.9),
        nanos.getMaxValue() / 1000,
        heapMb,
        counters.accepted(),
        counters.dropped(),
        counters.acknowledged());
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

  private void log(Logger logger, Histogram nanos) {
    Throwable thrown = Failures.wrapped(30);
    long pause = TimeUnit.SECONDS.toNanos(1) / rate;
    long begin = System.nanoTime();
    for (long i = 0; i < rate * seconds; i++) {
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

  private static int statuses(LoggerContext context, int level) {
    return (int)
        context.getStatusManager().getCopyOfStatusList().stream()
            .filter(status -> status.getLevel() == level)
            .count();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
