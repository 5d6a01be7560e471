package dev.hephaestus.server.incident;

import dev.hephaestus.server.node.NodeSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has incidents that were fingerprinted by an older server found by today's rules as well: by what
 * these make of their samples.
 */
final class OlderRules {
  private static final int PAGE = 100;

  private final IncidentStore incidents;
  private final Function<String, Optional<NodeSettings>> settings;
  private final Fingerprinter fingerprinter;

  OlderRules(
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      Fingerprinter fingerprinter) {
    this.incidents = incidents;
    this.settings = settings;
    this.fingerprinter = fingerprinter;
  }

  /** All of them; again where it was interrupted. */
  void renew() {
    String after = "";
    List<Incident> page;
    do {
      page = incidents.ofOlderRules(Fingerprinter.RULES, after, PAGE);
      page.forEach(this::renew);
      after = page.isEmpty() ? after : page.getLast().id();
    } while (!page.isEmpty());
  }

  private void renew(Incident incident) {
    List<String> packages =
        settings.apply(incident.nodeId()).map(NodeSettings::packages).orElse(List.of());
    incidents.alias(
        incident.id(),
        fingerprinter.fingerprint(incident.nodeId(), incident.sample(), packages),
        Fingerprinter.RULES);
  }
}
