package dev.hephaestus.javaagent.app;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one error with Logback, waits until its standard input is closed, and leaves its logging
 * running when it ends.
 */
public final class LogbackApp {

  private LogbackApp() {}

  public static void main(String[] args) throws IOException {
    Logger log = LoggerFactory.getLogger(LogbackApp.class);
    log.info("Reading {} fields", 1);
    try {
      Integer.parseInt("");
    } catch (NumberFormatException e) {
      log.error("Could not read {}", "quantity", e);
    }
    System.in.readAllBytes();
    System.out.println("ended");
  }
}
