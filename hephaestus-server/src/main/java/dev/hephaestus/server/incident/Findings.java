package dev.hephaestus.server.incident;

import java.util.List;

/**
 * What was found in a page of records.
 *
 * @param sightings its triggers, in the order in which they were stored
 * @param learned what was learned from their messages
 * @param position up to which records were read
 */
public record Findings(List<Sighting> sightings, List<LearnedTemplate> learned, long position) {

  public Findings {
    sightings = List.copyOf(sightings);
    learned = List.copyOf(learned);
  }
}
