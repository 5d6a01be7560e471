package dev.hephaestus.javaagent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The agent's own options: system property over environment. */
public final class AgentSwitch {

  private AgentSwitch() {}

  /** Whether something is to be done; it is unless {@code false} is said. */
  public static boolean isOn(String key) {
    String value = value(key);
    return value == null || !"false".equalsIgnoreCase(value.trim());
  }

  /** What is said of an option, or null. */
  public static @Nullable String value(String key) {
    String value = System.getProperty("hephaestus." + key);
    if (value == null || value.isBlank()) {
      value = System.getenv("HEPHAESTUS_" + underscored(key));
    }
    return value;
  }

  private static String underscored(String key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      text.append(Character.isUpperCase(c) ? "_" : "").append(c);
    }
    return text.toString().toUpperCase(Locale.ROOT);
  }
}
