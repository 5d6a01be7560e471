package dev.hephaestus.benchmarks.client;

import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.log4j2.HephaestusAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** Log4j 2 with one appender, configured as an application does it. */
final class Log4j2Rig implements Rig {
  private static final String PATTERN = "%d %-5level [%thread] %logger{36} %X - %msg%n%throwable";

  private final LoggerContext context;
  private final Logger logger;

  private Log4j2Rig(LoggerContext context, String appenders, String reference) {
    String xml =
        "<Configuration status='WARN'><Appenders>"
            + appenders
            + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='"
            + reference
            + "'/></Root></Loggers></Configuration>";
    this.context = context;
    try {
      ConfigurationSource source =
          new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      context.start(new XmlConfiguration(context, source));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
    this.logger = context.getLogger("shop.Checkout");
  }

  /** The event is made, and that is all. */
  static Rig noop() {
    return new Log4j2Rig(new LoggerContext("noop"), "<Null name='NOOP'/>", "NOOP");
  }

  static Rig ours(Sinks sinks, boolean all) {
    return new Log4j2Rig(
        new LoggerContext("ours"),
        "<Hephaestus name='HEPHAESTUS' endpoint='localhost:"
            + sinks.grpc()
            + "' service='benchmark' repository='/src/benchmark' queueRecords='"
            + LogbackRigs.QUEUE
            + "' ship='"
            + (all ? "all" : "triggers")
            + "'/>",
        "HEPHAESTUS");
  }

  /** Drops nothing, as it is by default; it blocks instead. */
  static Rig asyncAppender(Sinks sinks) {
    return new Log4j2Rig(
        new LoggerContext("async"),
        socket(sinks)
            + "<Async name='ASYNC' bufferSize='"
            + LogbackRigs.QUEUE
            + "'><AppenderRef ref='SOCKET'/></Async>",
        "ASYNC");
  }

  /** Drops nothing, as it is by default; it blocks instead. Its ring has 262,144 slots. */
  static Rig asyncLogger(Sinks sinks) {
    return new Log4j2Rig(new AsyncLoggerContext("async-logger"), socket(sinks), "SOCKET");
  }

  private static String socket(Sinks sinks) {
    return "<Socket name='SOCKET' host='localhost' port='"
        + sinks.tcp()
        + "' immediateFlush='false'><PatternLayout pattern='"
        + PATTERN
        + "'/></Socket>";
  }

  @Override
  public void enter() {
    ThreadContext.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    ThreadContext.put("tenant", "acme");
  }

  @Override
  public void info(String order, int lines, long cents) {
    logger.info("Order {} with {} lines costs {} cents", order, lines, cents);
  }

  @Override
  public void error(String order, Throwable thrown) {
    logger.error("Could not price order {}", order, thrown);
  }

  /** Of its own appenders only the asynchronous one tells: by what still waits. */
  @Override
  public long delivered() {
    return context.getConfiguration().getAppender("ASYNC") instanceof AsyncAppender async
        ? -async.getQueueSize()
        : ours().map(ClientCounters::acknowledged).orElse(-1L);
  }

  @Override
  public long dropped() {
    return ours().map(ClientCounters::dropped).orElse(0L);
  }

  private Optional<ClientCounters> ours() {
    return context.getConfiguration().getAppender("HEPHAESTUS")
            instanceof HephaestusAppender appender
        ? appender.counters()
        : Optional.empty();
  }

  @Override
  public void close() {
    context.stop();
  }
}
