package dev.hephaestus.javaagent.attach;

import dev.hephaestus.client.spool.SpoolRoot;
import dev.hephaestus.javaagent.AgentSwitch;
import java.nio.file.Path;

/** What the application is configured to send. */
final class Shipping {

  private Shipping() {}

  /** Whether everything is sent, or more than warnings call for a repair. */
  static boolean isOfAll() {
    return "all".equalsIgnoreCase(AgentSwitch.value("ship"))
        || AgentSwitch.value("thresholdLevel") != null;
  }

  /** Whether what an earlier process had no time to send waits for a client to send it. */
  static boolean isOwed() {
    if ("none".equalsIgnoreCase(AgentSwitch.value("spool"))) {
      return false;
    }
    String configured = AgentSwitch.value("spoolDirectory");
    for (SpoolRoot root :
        configured == null ? SpoolRoot.usual() : SpoolRoot.in(Path.of(configured.trim()))) {
      if (root.hasLeftOvers()) {
        return true;
      }
    }
    return false;
  }
}
