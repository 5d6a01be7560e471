package dev.hephaestus.server.incident;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a page of sightings changed.
 *
 * @param made incidents that it made
 * @param woken incidents that were muted until something that has come
 * @param returned incidents with a fix that were seen in a release which was not asked about yet
 */
public record Booking(List<Incident> made, List<Incident> woken, List<Return> returned) {

  public Booking {
    made = List.copyOf(made);
    woken = List.copyOf(woken);
    returned = List.copyOf(returned);
  }

  /**
   * An incident that has a fix and was seen again.
   *
   * @param release in which
   * @param since when the node was first seen in that release
   * @param fix its fix
   */
  public record Return(Incident incident, Release release, Instant since, Fix fix) {

    public Return {
      Objects.requireNonNull(incident, "incident");
      Objects.requireNonNull(release, "release");
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(fix, "fix");
    }
  }
}
