package dev.hephaestus.server.api;

import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.repository.VirtualRepository;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * What a localization that is asked for over HTTP may use.
 *
 * @param repository opens repositories
 * @param localizer finds suspects
 * @param packer chooses code
 * @param locations repositories that may be asked about though no node uses them
 * @param clock dates records that do not say when they were logged
 */
public record LocalizeAccess(
    VirtualRepository repository,
    Localizer localizer,
    ContextPacker packer,
    List<String> locations,
    Clock clock) {

  public LocalizeAccess {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(localizer, "localizer");
    Objects.requireNonNull(packer, "packer");
    Objects.requireNonNull(clock, "clock");
    locations = List.copyOf(locations);
  }
}
