package dev.hephaestus.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server's data a command works on: that of the configuration. */
final class DataOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The server's YAML file; without it the data directory is ./hephaestus-data.")
  private @Nullable Path configuration;

  Optional<Path> configuration() {
    return Optional.ofNullable(configuration);
  }
}
