package dev.hephaestus.scrubbing;

import java.util.Map;

/** A text without its secrets, and how many there were by rule. */
public final class ScrubbedText {
  private final String text;
  private final Map<String, Long> counts;

  ScrubbedText(String text, Map<String, Long> counts) {
    this.text = text;
    this.counts = Map.copyOf(counts);
  }

  /** What may be kept and shown. */
  public String text() {
    return text;
  }

  /** How many secrets were replaced, by rule; empty where none was. */
  public Map<String, Long> counts() {
    return counts;
  }
}
