package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of a service, of which some are errors of so many different faults, 30 frames each. */
final class MadeErrors {
  static final String NODE = "node";
  static final Resource RESOURCE = new Resource("shop", "1.0", "", "host-1", Map.of());

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<Frame> FRAMEWORK = framework();

  private final int distinct;
  private final int errorsPercent;
  private long n;
  private long errors;

  /**
   * @param first the number of the first error; those that follow are of the faults that follow
   */
  MadeErrors(int distinct, int errorsPercent, long first) {
    this.distinct = distinct;
    this.errorsPercent = errorsPercent;
    this.n = first;
    this.errors = first;
  }

  /** A process of the service. */
  static SessionKey session(int number) {
    return new SessionKey(NODE, "i" + number, 1);
  }

  private static List<Frame> framework() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 28; i++) {
      frames.add(Frame.of("org.springframework.web.F" + i, "handle", "F.java", i));
    }
    return frames;
  }

  List<LogRecord> next(int size) {
    List<LogRecord> records = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      records.add(n++ % 100 < errorsPercent ? error() : plain());
    }
    return records;
  }

  private LogRecord error() {
    // In no order in which one follows itself.
    long fault = errors++ * 7_919 % distinct;
    List<Frame> frames = new ArrayList<>(30);
    frames.add(Frame.of("java.util.ArrayList", "get", "ArrayList.java", 427));
    frames.add(Frame.of("shop.part" + fault % 97 + ".Cart" + fault, "total", "Cart.java", 42));
    frames.addAll(FRAMEWORK);
    return record(
        Level.ERROR, Thrown.of("java.lang.IndexOutOfBoundsException", "Index " + n, frames));
  }

  private LogRecord plain() {
    return record(Level.INFO, null);
  }

  private LogRecord record(Level level, @Nullable Thrown thrown) {
    return new LogRecord(
        START.plusMillis(n),
        level,
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
}
