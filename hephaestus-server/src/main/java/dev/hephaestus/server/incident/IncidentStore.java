package dev.hephaestus.server.incident;

import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the incidents, the triggers that have not reached their threshold, and how far the records
 * were read.
 *
 * <p><i>Shape:</i> bounded for each node: where there are too many incidents, those that were seen
 * longest ago and that nobody did anything about become a count.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface IncidentStore {

  /** The position up to which records were turned into incidents; 0 for none. */
  long position();

  /**
   * Books findings and the position up to which records were read, in one transaction. A sighting
   * of a known (node, fingerprint) raises its incident's count and last-seen time; one that is not
   * known makes an incident once its node's threshold is reached within the window.
   */
  Booking book(Findings findings);

  /** Books sightings, and returns the incidents that this call made. */
  default List<Incident> book(List<Sighting> sightings, long position) {
    return book(Findings.of(sightings, position)).made();
  }

  /** The incident of this id. */
  Optional<Incident> find(String id);

  /** Everything about the incident of this id. */
  Optional<IncidentDetails> details(String id);

  /**
   * Up to {@code limit} incidents of nodes that a credential of that scope reaches, newest first,
   * whose id is before the given one ({@code ""}: from the newest).
   */
  List<Incident> list(Scope scope, IncidentFilter filter, String beforeId, int limit);

  /**
   * Up to {@code limit} incidents that are NEW and have had no run to its end, or REGRESSED and
   * have none under way, oldest first, whose id is after the given one ({@code ""}: from the
   * oldest): what a crash may have kept from the next stage.
   */
  List<Incident> unworked(String afterId, int limit);

  /** Moves the incident to a state; returns false, and does nothing, where it may not get there. */
  boolean move(String id, IncidentState state);

  /** The same, into a state in which there is a fix. */
  boolean move(String id, IncidentState state, Fix fix);

  /** Mutes the incident; returns false where that may not be. */
  boolean mute(String id, Mute mute);

  /**
   * Says whether the release of a return has the fix; where it has, the incident has regressed.
   *
   * @return the incident, where this made it a regressed one
   */
  Optional<Incident> judge(Booking.Return seen, boolean hasFix);

  /** Up to {@code limit} incidents after an id that have no fingerprint of these rules. */
  List<Incident> ofOlderRules(int rules, String afterId, int limit);

  /** From now on the incident is found by this fingerprint too, unless another one is. */
  void alias(String id, Fingerprint fingerprint, int rules);

  /** What was learned from messages, in that order. */
  List<LearnedTemplate> learned();

  /** What is set for a node's incidents. */
  Rules rules(String nodeId);

  /** Sets it. */
  void setRules(String nodeId, Rules rules);

  /** What became of incidents that there was no room for. */
  Others others(String nodeId);

  /**
   * Incidents that were let go.
   *
   * @param incidents how many
   * @param occurrences how often they were seen
   */
  record Others(long incidents, long occurrences) {}
}
