package dev.hephaestus.javaagent.attach;

import dev.hephaestus.javaagent.AgentSwitch;

/** What the application is configured to send. */
final class Shipping {

  private Shipping() {}

  /** Whether everything is sent, or more than warnings call for a repair. */
  static boolean isOfAll() {
    return "all".equalsIgnoreCase(AgentSwitch.value("ship"))
        || AgentSwitch.value("thresholdLevel") != null;
  }
}
