package dev.hephaestus.javaagent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the {@code =} of the {@code -javaagent} option.
 *
 * <p><i>Shape:</i> {@code key=value,key=value}; a piece without {@code =} continues the value
 * before it, so that a value may hold commas. A key may be written with or without its prefix
 * {@code hephaestus.}.
 */
final class AgentArguments {

  private static final String PREFIX = "hephaestus.";

  private final Map<String, String> properties;

  private AgentArguments(Map<String, String> properties) {
    this.properties = properties;
  }

  static AgentArguments parse(@Nullable String arguments) {
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> strays = new ArrayList<>();
    String last = null;
    String text = arguments == null ? "" : arguments;
    for (String piece : text.split(",", -1)) {
      int equals = piece.indexOf('=');
      if (equals > 0 && !piece.substring(0, equals).isBlank()) {
        String key = piece.substring(0, equals).trim();
        last = key.startsWith(PREFIX) ? key : PREFIX + key;
        properties.put(last, piece.substring(equals + 1).trim());
      } else if (last != null) {
        properties.put(last, properties.get(last) + "," + piece);
      } else if (!piece.isBlank()) {
        strays.add(piece);
      }
    }
    if (!strays.isEmpty()) {
      Notice.print("ignores " + strays + ", which is not key=value");
    }
    return new AgentArguments(properties);
  }

  Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  /** Where nothing is said yet. */
  void fillInto(Properties system) {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      system.putIfAbsent(property.getKey(), property.getValue());
    }
  }

  /** Over what was said before. */
  void putInto(Properties system) {
    system.putAll(properties);
  }
}
