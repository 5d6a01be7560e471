package dev.hephaestus.log4j2.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.message.StringMapMessage;

/** Logs one order that goes well and one that does not. */
public final class Till {
  private Till() {}

  /**
   * Logs, waits for the end of its input, and ends.
   *
   * @param args the server's endpoint
   */
  public static void main(String[] args) throws Exception {
    open(args[0]);
    System.in.readAllBytes();
  }

  /** Logs, in a process that goes on. */
  public static void open(String endpoint) throws Exception {
    String xml = configuration(endpoint);
    ConfigurationSource source =
        new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    Configurator.initialize(Till.class.getClassLoader(), source);
    sell(LogManager.getLogger("till.Orders"));
  }

  /** Stops the logging. */
  public static void close() {
    LogManager.shutdown();
  }

  private static String configuration(String endpoint) {
    return "<Configuration status='warn'><Appenders><Hephaestus name='HEPHAESTUS' endpoint='"
        + endpoint
        + "' service='till' repository='/src/till'/></Appenders><Loggers><Root level='debug'>"
        + "<AppenderRef ref='HEPHAESTUS'/></Root></Loggers></Configuration>";
  }

  private static void sell(Logger log) {
    ThreadContext.put("order", "42");
    log.info("Order of {} has {} items", "Ada", 3);
    log.atError()
        .withMarker(MarkerManager.getMarker("MONEY"))
        .withThrowable(refused())
        .log("Payment {} failed", 7);
    log.error(new StringMapMessage(Map.of("cents", "1250")));
    ThreadContext.clearAll();
  }

  private static IllegalStateException refused() {
    IllegalStateException refused =
        new IllegalStateException("refused", new IOException("the line broke"));
    refused.addSuppressed(new IllegalArgumentException("on the way"));
    return refused;
  }
}
