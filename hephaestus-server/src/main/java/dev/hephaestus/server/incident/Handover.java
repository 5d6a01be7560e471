package dev.hephaestus.server.incident;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands incidents on to be worked on, at least once, and not more of a node at a time than its
 * limit lets through.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;

  private final IncidentStore incidents;
  private final Consumer<Incident> listener;
  private final HandoverLimit limits;
  private final Deque<Incident> refused = new ArrayDeque<>();

  Handover(IncidentStore incidents, Consumer<Incident> listener, Clock clock) {
    this.incidents = incidents;
    this.listener = listener;
    this.limits = new HandoverLimit(clock);
  }

  void handOn(Incident incident) {
    if (!limits.allows(incident.nodeId())) {
      // It stays as it is, and is found again among those that nobody works on.
      return;
    }
    try {
      listener.accept(incident);
    } catch (RuntimeException e) {
      log.warn("incident {} could not be handed on; tried again soon", incident.id(), e);
      refused.add(incident);
    }
  }

  /** Those that the listener refused. */
  void handOnRefused() {
    for (int left = refused.size(); left > 0; left--) {
      handOn(refused.remove());
    }
  }

  /** What a crash kept from the listener, or the limit. */
  void handOnUnworked() {
    String after = "";
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      List<Incident> page = incidents.unworked(after, PAGE);
      page.forEach(this::handOn);
      if (page.size() < PAGE) {
        return;
      }
      after = page.get(page.size() - 1).id();
    }
  }
}
