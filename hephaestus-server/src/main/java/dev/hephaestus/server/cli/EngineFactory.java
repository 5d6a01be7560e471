package dev.hephaestus.server.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes engines out of what was said on the command line and in the configuration. */
@FunctionalInterface
public interface EngineFactory {

  /**
   * An engine.
   *
   * @param configuration a configuration file
   * @param variables go over the environment
   */
  Engine open(Optional<Path> configuration, Map<String, String> variables);
}
