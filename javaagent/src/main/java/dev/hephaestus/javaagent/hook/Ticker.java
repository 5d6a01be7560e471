package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.AgentSwitch;
import java.util.function.Consumer;

/**
 * At intervals lets go of what old throwables passed through, and follows the switches {@code
 * enabled} and {@code captureValues} while the application runs.
 */
final class Ticker implements Runnable {

  /** What a follower is told instead of a method when the agent is switched. */
  static final String ON = "on";

  static final String OFF = "off";

  private static final long INTERVAL_MS = 5_000;

  private final BootClass bridge;
  private final Consumer<Object[]> follower;
  private boolean enabled = true;
  private boolean capturing;

  private Ticker(BootClass bridge, Consumer<Object[]> follower) {
    this.bridge = bridge;
    this.follower = follower;
  }

  static void start(BootClass bridge, Consumer<Object[]> follower)
      throws ReflectiveOperationException {
    Ticker ticker = new Ticker(bridge, follower);
    ticker.readSwitches();
    Thread thread = new Thread(null, ticker, "hephaestus-agent-ticker", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MS);
        bridge.tick();
        readSwitches();
      }
    } catch (InterruptedException | ReflectiveOperationException e) {
      // Nobody is there to interrupt it; without it nothing is captured any more.
      stopCapturing();
    }
  }

  private void readSwitches() throws ReflectiveOperationException {
    boolean on = AgentSwitch.isOn("enabled");
    if (on != enabled) {
      enabled = on;
      follower.accept(new Object[] {"", on ? ON : OFF, null});
    }
    boolean capture = on && AgentSwitch.isOn("captureValues");
    if (capture != capturing) {
      capturing = capture;
      bridge.capture(capture);
    }
  }

  private void stopCapturing() {
    try {
      bridge.capture(false);
    } catch (ReflectiveOperationException e) {
      // Then its entries are bounded still.
    }
  }
}
