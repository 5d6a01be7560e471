package dev.hephaestus.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to end. */
@Command(
    name = "server",
    description = "Run the server. Without a configuration it uses ./hephaestus-data.",
    mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {

  /** Runs a server. */
  @FunctionalInterface
  public interface Runner {

    /** Starts it, and returns when it has ended. */
    void run(Optional<Path> configuration) throws InterruptedException;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file; the environment (HEPHAESTUS_…) overrides it.")
  private @Nullable Path configuration;

  private final Runner runner;

  public ServerCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws InterruptedException {
    runner.run(Optional.ofNullable(configuration));
    return ExitCode.DONE;
  }
}
