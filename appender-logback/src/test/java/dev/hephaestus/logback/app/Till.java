package dev.hephaestus.logback.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

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
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml = configuration(endpoint);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    sell(LoggerFactory.getLogger("till.Orders"));
    context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .forEach(System.err::println);
  }

  /** Stops the logging. */
  public static void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static String configuration(String endpoint) {
    return "<configuration><appender name='HEPHAESTUS'"
        + " class='dev.hephaestus.logback.HephaestusAppender'><endpoint>"
        + endpoint
        + "</endpoint><service>till</service><repository>/src/till</repository></appender>"
        + "<root level='DEBUG'><appender-ref ref='HEPHAESTUS'/></root></configuration>";
  }

  private static void sell(Logger log) {
    MDC.put("order", "42");
    log.info("Order of {} has {} items", "Ada", 3);
    log.atError()
        .addMarker(MarkerFactory.getMarker("MONEY"))
        .addKeyValue("cents", 1250)
        .setCause(refused())
        .log("Payment {} failed", 7);
    MDC.remove("order");
  }

  private static IllegalStateException refused() {
    IllegalStateException refused =
        new IllegalStateException("refused", new IOException("the line broke"));
    refused.addSuppressed(new IllegalArgumentException("on the way"));
    return refused;
  }
}
