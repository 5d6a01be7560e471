package dev.hephaestus.benchmarks.client;

import dev.hephaestus.log4j2.HephaestusAppender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.async.AsyncLogger;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;

/** The set-ups on Log4j 2, each asynchronous, each with room for a burst. */
final class Log4j2Rigs {
  /** Without it the ring of the asynchronous loggers would have a quarter of the others' room. */
  static final String RING = "-Dlog4j2.asyncLoggerRingBufferSize=" + Rig.QUEUE;

  private static final String PATTERN = "%d %-5level [%thread] %logger{36} %X - %msg%n%throwable";

  private Log4j2Rigs() {}

  /** The event is made, and that is all. */
  static Rig noop() {
    return new Rig(
        new Log4j2Application(new LoggerContext("noop"), "<Null name='NOOP'/>", "NOOP"),
        Delivery.NOTHING);
  }

  static Rig ours(Sinks sinks, boolean all) {
    LoggerContext context = new LoggerContext("ours");
    Application application =
        new Log4j2Application(
            context,
            "<Hephaestus name='HEPHAESTUS' endpoint='localhost:"
                + sinks.grpc()
                + "' service='benchmark' repository='/src/benchmark' queueRecords='"
                + Rig.QUEUE
                + "' ship='"
                + (all ? "all" : "triggers")
                + "'/>",
            "HEPHAESTUS");
    HephaestusAppender appender = context.getConfiguration().getAppender("HEPHAESTUS");
    return new Rig(application, new OurDelivery(appender::client, all));
  }

  /** Drops nothing, as it is by default; it blocks instead. */
  static Rig asyncAppender(Sinks sinks) {
    LoggerContext context = new LoggerContext("async");
    Application application =
        new Log4j2Application(
            context,
            socket(sinks)
                + "<Async name='ASYNC' bufferSize='"
                + Rig.QUEUE
                + "'><AppenderRef ref='SOCKET'/></Async>",
            "ASYNC");
    AsyncAppender appender = context.getConfiguration().getAppender("ASYNC");
    return new Rig(application, (errors, logged) -> appender.getQueueSize() == 0);
  }

  /** Drops nothing, as it is by default; it blocks instead. */
  static Rig asyncLogger(Sinks sinks) {
    AsyncLoggerContext context = new AsyncLoggerContext("async-logger");
    Application application = new Log4j2Application(context, socket(sinks), "SOCKET");
    if (!(context.getLogger("shop.Checkout") instanceof AsyncLogger)) {
      throw new IllegalStateException("the logger is not asynchronous");
    }
    RingBufferAdmin ring = context.createRingBufferAdmin();
    return new Rig(
        application, (errors, logged) -> ring.getRemainingCapacity() == ring.getBufferSize());
  }

  private static String socket(Sinks sinks) {
    return "<Socket name='SOCKET' host='localhost' port='"
        + sinks.tcp()
        + "' immediateFlush='false'><PatternLayout pattern='"
        + PATTERN
        + "'/></Socket>";
  }
}
