package dev.hephaestus.javaagent;

import org.jspecify.annotations.Nullable;

/** A logging library that the agent attaches to. */
enum LoggingLibrary {
  LOGBACK(
      "Logback",
      "ch.qos.logback.classic.",
      "ch.qos.logback.classic.LoggerContext",
      "dev.hephaestus.javaagent.attach.LogbackAttachment",
      "update Logback to 1.3 or later, or add the appender to logback.xml"),
  LOG4J2(
      "Log4j 2",
      "org.apache.logging.log4j.core.",
      "org.apache.logging.log4j.core.LoggerContext",
      "dev.hephaestus.javaagent.attach.Log4j2Attachment",
      "update Log4j 2 to 2.17 or later, or add the appender to log4j2.xml"),
  JAVA_UTIL_LOGGING(
      "java.util.logging",
      "java.util.logging.",
      "java.util.logging.LogManager",
      "dev.hephaestus.javaagent.attach.JulAttachment",
      "log through Logback or Log4j 2 instead");

  private final String title;
  private final String prefix;
  private final String contextClass;
  private final String attachment;
  private final String remedy;

  LoggingLibrary(
      String title, String prefix, String contextClass, String attachment, String remedy) {
    this.title = title;
    this.prefix = prefix;
    this.contextClass = contextClass;
    this.attachment = attachment;
    this.remedy = remedy;
  }

  static @Nullable LoggingLibrary of(String className) {
    for (LoggingLibrary library : values()) {
      if (className.startsWith(library.prefix)) {
        return library;
      }
    }
    return null;
  }

  String title() {
    return title;
  }

  /** The class that stands for one loaded copy of the library. */
  String contextClass() {
    return contextClass;
  }

  /** The isolated class that attaches to it. */
  String attachment() {
    return attachment;
  }

  /** What to do where that does not work. */
  String remedy() {
    return remedy;
  }
}
