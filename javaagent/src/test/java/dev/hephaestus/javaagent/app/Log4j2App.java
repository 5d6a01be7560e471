package dev.hephaestus.javaagent.app;

import java.io.IOException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Logs one error with Log4j 2, waits until its standard input is closed, and leaves its logging
 * running when it ends.
 */
public final class Log4j2App {

  private Log4j2App() {}

  public static void main(String[] args) throws IOException {
    Logger log = LogManager.getLogger(Log4j2App.class);
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
