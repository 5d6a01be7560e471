package dev.hephaestus.client.resource;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The process, its JVM and its operating system. */
final class ProcessFacts {
  private ProcessFacts() {}

  static Map<String, String> of(Surroundings surroundings) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, "process.runtime.name", surroundings.property("java.runtime.name"));
    put(facts, "process.runtime.version", surroundings.property("java.runtime.version"));
    put(facts, "os.type", surroundings.property("os.name"));
    put(facts, "os.version", surroundings.property("os.version"));
    put(facts, "host.arch", surroundings.property("os.arch"));
    put(facts, "process.creation.time", creation());
    return facts;
  }

  private static String creation() {
    try {
      return ProcessHandle.current().info().startInstant().map(Instant::toString).orElse("");
    } catch (RuntimeException forbidden) {
      return "";
    }
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }
}
