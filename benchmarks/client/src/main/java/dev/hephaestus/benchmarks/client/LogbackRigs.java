package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.logback.HephaestusAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.appender.listener.TcpAppenderListener;
import net.logstash.logback.encoder.LogstashEncoder;

/** The set-ups on Logback, each asynchronous, each with room for a burst. */
final class LogbackRigs {
  /** Of each queue, where it can be set. */
  static final int QUEUE = 16_384;

  private static final String PATTERN = "%d %-5level [%thread] %logger{36} %X - %msg%n";

  private LogbackRigs() {}

  /** The event is made, and that is all. */
  static Rig noop() {
    LoggerContext context = LogbackRig.context();
    Noop appender = new Noop();
    appender.setContext(context);
    appender.start();
    return new LogbackRig(context, appender, () -> -1, () -> 0, () -> {});
  }

  static Rig ours(Sinks sinks, boolean all) {
    LoggerContext context = LogbackRig.context();
    HephaestusAppender appender = new HephaestusAppender();
    appender.setContext(context);
    appender.setEndpoint("localhost:" + sinks.grpc());
    appender.setService("benchmark");
    appender.setRepository("/src/benchmark");
    appender.setQueueRecords(String.valueOf(QUEUE));
    appender.setShip(all ? "all" : "triggers");
    appender.start();
    return new LogbackRig(
        context,
        appender,
        () -> appender.counters().map(ClientCounters::acknowledged).orElse(0L),
        () -> appender.counters().map(ClientCounters::dropped).orElse(0L),
        () -> {});
  }

  /** Drops nothing, as it is by default; it blocks instead. */
  static Rig async(Sinks sinks) {
    LoggerContext context = LogbackRig.context();
    AtomicLong delivered = new AtomicLong();
    Lines lines = new Lines(delivered);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    lines.setContext(context);
    lines.setEncoder(encoder);
    lines.setImmediateFlush(false);
    lines.setOutputStream(new BufferedOutputStream(connect(sinks.tcp()), 64 * 1024));
    lines.start();
    AsyncAppender appender = new AsyncAppender();
    appender.setContext(context);
    appender.setQueueSize(QUEUE);
    appender.setDiscardingThreshold(0);
    appender.addAppender(lines);
    appender.start();
    return new LogbackRig(context, appender, delivered::get, () -> 0, () -> {});
  }

  static Rig logstash(Sinks sinks) {
    LoggerContext context = LogbackRig.context();
    AtomicLong delivered = new AtomicLong();
    AtomicLong dropped = new AtomicLong();
    LogstashTcpSocketAppender appender = new LogstashTcpSocketAppender();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.addDestination("localhost:" + sinks.tcp());
    appender.setEncoder(encoder);
    appender.setRingBufferSize(QUEUE);
    appender.addListener(new LogstashCounts(delivered, dropped));
    appender.start();
    return new LogbackRig(context, appender, delivered::get, dropped::get, () -> {});
  }

  // Of the JVM, not of the appender: it is closed with it.
  @SuppressWarnings("resource")
  private static OutputStream connect(int port) {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), port).getOutputStream();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static final class Noop extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      // Nothing: what is measured is the rest of Logback.
    }
  }

  private static final class Lines extends OutputStreamAppender<ILoggingEvent> {
    private final AtomicLong delivered;

    Lines(AtomicLong delivered) {
      this.delivered = delivered;
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
      super.subAppend(event);
      delivered.incrementAndGet();
    }
  }

  private static final class LogstashCounts implements TcpAppenderListener<ILoggingEvent> {
    private final AtomicLong delivered;
    private final AtomicLong dropped;

    LogstashCounts(AtomicLong delivered, AtomicLong dropped) {
      this.delivered = delivered;
      this.dropped = dropped;
    }

    @Override
    public void eventSent(
        Appender<ILoggingEvent> appender, Socket socket, ILoggingEvent event, long nanos) {
      delivered.incrementAndGet();
    }

    @Override
    public void eventAppendFailed(
        Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
      dropped.incrementAndGet();
    }
  }
}
