package dev.hephaestus.javaagent.app;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Logs one error with java.util.logging, behind a configuration that was read anew; whether through
 * SLF4J, its argument says.
 */
public final class JulApp {

  private JulApp() {}

  public static void main(String[] args) throws IOException {
    Logger log = Logger.getLogger(JulApp.class.getName());
    LogManager.getLogManager().reset();
    if (args.length > 0) {
      org.slf4j.bridge.SLF4JBridgeHandler.install();
    }
    log.log(Level.INFO, "Reading {0} fields", 1);
    try {
      Integer.parseInt("");
    } catch (NumberFormatException e) {
      log.log(Level.SEVERE, "Could not read quantity", e);
    }
    System.in.readAllBytes();
    System.out.println("ended");
  }
}
