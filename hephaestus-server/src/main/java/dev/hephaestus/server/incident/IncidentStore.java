package dev.hephaestus.server.incident;

import dev.hephaestus.server.security.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the incidents, the triggers that have not reached their threshold, and how far the records
 * were read.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface IncidentStore {

  /** The position up to which records were turned into incidents; 0 for none. */
  long position();

  /**
   * Books sightings and the position up to which records were read, in one transaction. A sighting
   * of a known (node, fingerprint) raises its incident's count and last-seen time; one that is not
   * known makes an incident once its node's threshold is reached within the window.
   *
   * @return the incidents that this call made
   */
  List<Incident> book(List<Sighting> sightings, long position);

  /** The incident of this id. */
  Optional<Incident> find(String id);

  /**
   * Up to {@code limit} incidents, newest first, whose id is before the given one ({@code ""}: from
   * the newest), of one node where {@code nodeId} is given.
   */
  List<Incident> list(Optional<String> nodeId, String beforeId, int limit);

  /** The same of nodes that a credential of that scope reaches. */
  List<Incident> list(Scope scope, Optional<String> nodeId, String beforeId, int limit);

  /**
   * Up to {@code limit} incidents that are NEW and have had no run to its end, oldest first, whose
   * id is after the given one ({@code ""}: from the oldest): what a crash may have kept from the
   * next stage.
   */
  List<Incident> unworked(String afterId, int limit);

  /** Moves the incident to a state. */
  void move(String id, IncidentState state);
}
