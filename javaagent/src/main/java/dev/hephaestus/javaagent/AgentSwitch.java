package dev.hephaestus.javaagent;

/** Whether the agent is to do anything: system property over environment, and on by default. */
final class AgentSwitch {

  private AgentSwitch() {}

  static boolean isOn() {
    String value = System.getProperty("hephaestus.enabled");
    if (value == null || value.isBlank()) {
      value = System.getenv("HEPHAESTUS_ENABLED");
    }
    return value == null || !"false".equalsIgnoreCase(value.trim());
  }
}
