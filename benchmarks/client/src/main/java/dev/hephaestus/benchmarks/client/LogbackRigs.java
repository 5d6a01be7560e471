package dev.hephaestus.benchmarks.client;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
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
  private static final String PATTERN = "%d %-5level [%thread] %logger{36} %X - %msg%n";

  private LogbackRigs() {}

  /** The event is made, and that is all. */
  static Rig noop() {
    return new Rig(new LogbackApplication().with(new Noop()), Delivery.NOTHING);
  }

  static Rig ours(Sinks sinks, boolean all) {
    HephaestusAppender appender = new HephaestusAppender();
    appender.setEndpoint("localhost:" + sinks.grpc());
    appender.setService("benchmark");
    appender.setRepository("/src/benchmark");
    appender.setQueueRecords(String.valueOf(Rig.QUEUE));
    appender.setShip(all ? "all" : "triggers");
    return new Rig(new LogbackApplication().with(appender), new OurDelivery(appender::client, all));
  }

  /** Drops nothing, as it is by default; it blocks instead. */
  static Rig async(Sinks sinks) {
    LogbackApplication application = new LogbackApplication();
    AtomicLong delivered = new AtomicLong();
    Lines lines = new Lines(delivered);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(application.context());
    encoder.setPattern(PATTERN);
    encoder.start();
    lines.setContext(application.context());
    lines.setEncoder(encoder);
    lines.setImmediateFlush(false);
    lines.setOutputStream(new BufferedOutputStream(connect(sinks.tcp()), 64 * 1024));
    lines.start();
    AsyncAppender appender = new AsyncAppender();
    appender.setQueueSize(Rig.QUEUE);
    appender.setDiscardingThreshold(0);
    appender.addAppender(lines);
    return new Rig(application.with(appender), (errors, logged) -> delivered.get() >= logged);
  }

  static Rig logstash(Sinks sinks) {
    LogbackApplication application = new LogbackApplication();
    LogstashTcpSocketAppender appender = new LogstashTcpSocketAppender();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(application.context());
    encoder.start();
    appender.addDestination("localhost:" + sinks.tcp());
    appender.setEncoder(encoder);
    appender.setRingBufferSize(Rig.QUEUE);
    LogstashCounts counts = new LogstashCounts();
    appender.addListener(counts);
    return new Rig(application.with(appender), counts);
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

  private static final class LogstashCounts
      implements TcpAppenderListener<ILoggingEvent>, Delivery {
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

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

    @Override
    public boolean isDone(boolean errors, long logged) {
      return delivered.get() + dropped.get() >= logged;
    }

    @Override
    public double dropped() {
      return dropped.get();
    }
  }
}
