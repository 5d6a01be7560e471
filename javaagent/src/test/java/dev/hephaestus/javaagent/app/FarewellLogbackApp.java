package dev.hephaestus.javaagent.app;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, waits until its standard input is closed, and logs its error as the last thing it does. */
public final class FarewellLogbackApp {

  private FarewellLogbackApp() {}

  public static void main(String[] args) throws IOException {
    Logger log = LoggerFactory.getLogger(FarewellLogbackApp.class);
    log.warn("Reading {} fields", 1);
    System.in.readAllBytes();
    System.out.println("ended");
    log.error("Could not read {}", "quantity", new NumberFormatException("empty"));
  }
}
