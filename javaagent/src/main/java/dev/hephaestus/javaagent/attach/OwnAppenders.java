package dev.hephaestus.javaagent.attach;

/** Tells the appenders that an application configured itself from those that the agent adds. */
final class OwnAppenders {

  /** The name of what the agent puts on a root logger. */
  static final String RELAY = "hephaestus-javaagent";

  private OwnAppenders() {}

  /** Whether it is our appender, from whichever class loader. */
  static boolean isConfigured(Object appender) {
    String name = appender.getClass().getName();
    return name.equals("dev.hephaestus.logback.HephaestusAppender")
        || name.equals("dev.hephaestus.log4j2.HephaestusAppender");
  }
}
