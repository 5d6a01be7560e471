package dev.hephaestus.javaagent.app;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs nothing but that all is well, again and again, until its standard input is closed. */
public final class CalmLogbackApp {

  private static final long PAUSE_MS = 50;

  private CalmLogbackApp() {}

  public static void main(String[] args) throws InterruptedException {
    Logger log = LoggerFactory.getLogger(CalmLogbackApp.class);
    Thread end = new Thread(CalmLogbackApp::awaitTheEnd);
    end.start();
    while (end.isAlive()) {
      log.info("All is well");
      end.join(PAUSE_MS);
    }
    System.out.println("ended");
  }

  private static void awaitTheEnd() {
    try {
      System.in.readAllBytes();
    } catch (IOException closed) {
      // That is the end as well.
    }
  }
}
