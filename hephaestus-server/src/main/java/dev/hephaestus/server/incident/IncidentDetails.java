package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is kept of an incident.
 *
 * @param incident what every list shows; its sample is the first
 * @param facts from all of its sightings
 * @param last the latest record of it
 * @param worst the record that says most
 * @param mute how long it is muted, where it is
 * @param fix what made it over, where something did
 */
public record IncidentDetails(
    Incident incident,
    Facts facts,
    LogRecord last,
    LogRecord worst,
    Optional<Mute> mute,
    Optional<Fix> fix) {

  public IncidentDetails {
    Objects.requireNonNull(incident, "incident");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(worst, "worst");
    Objects.requireNonNull(mute, "mute");
    Objects.requireNonNull(fix, "fix");
  }
}
