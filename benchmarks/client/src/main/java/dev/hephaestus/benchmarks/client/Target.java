package dev.hephaestus.benchmarks.client;

import java.util.function.Function;

/** Who is measured. */
@SuppressWarnings("ImmutableEnumChecker") // Its makers keep nothing.
public enum Target {
  LOGBACK_NOOP("Logback, no-op appender", Library.LOGBACK, sinks -> LogbackRigs.noop()),
  HEPHAESTUS_LOGBACK(
      "**hephaestus-logback**", Library.LOGBACK, sinks -> LogbackRigs.ours(sinks, false)),
  HEPHAESTUS_LOGBACK_ALL(
      "**hephaestus-logback**, ship=all", Library.LOGBACK, sinks -> LogbackRigs.ours(sinks, true)),
  LOGBACK_ASYNC("Logback AsyncAppender", Library.LOGBACK, LogbackRigs::async),
  OPENTELEMETRY(
      "OpenTelemetry appender + batch processor", Library.LOGBACK, VendorRigs::openTelemetry),
  SENTRY("sentry-logback", Library.LOGBACK, VendorRigs::sentry),
  LOGSTASH("logstash-logback-encoder (TCP)", Library.LOGBACK, LogbackRigs::logstash),
  LOG4J2_NOOP("Log4j2, no-op appender", Library.LOG4J2, sinks -> Log4j2Rigs.noop()),
  HEPHAESTUS_LOG4J2(
      "**hephaestus-log4j2**", Library.LOG4J2, sinks -> Log4j2Rigs.ours(sinks, false)),
  HEPHAESTUS_LOG4J2_ALL(
      "**hephaestus-log4j2**, ship=all", Library.LOG4J2, sinks -> Log4j2Rigs.ours(sinks, true)),
  LOG4J2_ASYNC_APPENDER("Log4j2 AsyncAppender", Library.LOG4J2, Log4j2Rigs::asyncAppender),
  LOG4J2_ASYNC_LOGGER("Log4j2 AsyncLogger", Library.LOG4J2, Log4j2Rigs::asyncLogger);

  /** Which library the application calls. */
  enum Library {
    LOGBACK,
    LOG4J2
  }

  private final String label;
  private final Library loggingLibrary;
  private final Function<Sinks, Rig> maker;

  Target(String label, Library loggingLibrary, Function<Sinks, Rig> maker) {
    this.label = label;
    this.loggingLibrary = loggingLibrary;
    this.maker = maker;
  }

  String label() {
    return label;
  }

  /** What costs nothing on top of the library itself. */
  Target noop() {
    return loggingLibrary == Library.LOGBACK ? LOGBACK_NOOP : LOG4J2_NOOP;
  }

  Rig open(Sinks sinks) {
    return maker.apply(sinks);
  }
}
