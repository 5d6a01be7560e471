package dev.hephaestus.javaagent.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one error, the first and last thing it does, and ends at once: in the way it is told. */
public final class LastErrorApp {

  private LastErrorApp() {}

  public static void main(String[] args) {
    Logger log = LoggerFactory.getLogger(LastErrorApp.class);
    log.error("Could not read {}", "quantity", new NumberFormatException("empty"));
    switch (args[0]) {
      case "exit":
        System.exit(3);
        break;
      case "throw":
        throw new IllegalStateException("no quantity");
      default:
        System.out.println("ended");
    }
  }
}
