package dev.hephaestus.server.incident;

import java.util.List;

/**
 * What was found in records.
 *
 * @param groups their triggers, like ones together, in the order in which the first was stored
 * @param learned what was learned from their messages
 * @param position up to which records were read
 */
public record Findings(List<Alike> groups, List<LearnedTemplate> learned, long position) {

  public Findings {
    groups = List.copyOf(groups);
    learned = List.copyOf(learned);
  }

  /** Findings of sightings one by one, in the order in which they were stored. */
  public static Findings of(List<Sighting> sightings, long position) {
    Gathering gathering = new Gathering();
    sightings.forEach(gathering::add);
    return new Findings(gathering.groups(), List.of(), position);
  }
}
