package dev.hephaestus.server.validation.sandbox;

import java.util.EnumMap;
import java.util.Map;

/** Counts what one session's commands tried, and passes it on. */
final class EscapeCount {
  private final EscapeListener listener;
  private final Map<Escape, Long> counts = new EnumMap<>(Escape.class);

  EscapeCount(EscapeListener listener) {
    this.listener = listener;
  }

  void add(Escape escape, long times) {
    if (times <= 0) {
      return;
    }
    synchronized (counts) {
      counts.merge(escape, times, Long::sum);
    }
    listener.refused(escape, times);
  }

  Map<Escape, Long> counts() {
    synchronized (counts) {
      return Map.copyOf(counts);
    }
  }
}
