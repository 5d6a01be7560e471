package dev.hephaestus.server.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Opens the desk of the data directory that a configuration names. */
@FunctionalInterface
public interface SecurityDesks {

  /** The desk; creates the data directory where it is missing. */
  SecurityDesk open(Optional<Path> configuration);
}
