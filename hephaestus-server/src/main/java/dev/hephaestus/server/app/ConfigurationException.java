package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import java.util.List;

/** A configuration with faults; the message names all of them, one a line. */
final class ConfigurationException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String source, List<String> faults) {
    super(
        faults.size() == 1
            ? source + ": " + faults.get(0)
            : source + " has " + faults.size() + " faults:\n  - " + String.join("\n  - ", faults));
  }
}
