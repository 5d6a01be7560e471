package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.Accounts;
import dev.hephaestus.server.ai.Cashier;
import dev.hephaestus.server.ai.MemoryLedger;
import dev.hephaestus.server.cli.Engine;
import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.RepairPipeline;
import dev.hephaestus.server.repository.VirtualRepository;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The stages in the process of a command. */
final class EmbeddedEngine implements Engine {
  private final Stages stages;

  EmbeddedEngine(Configuration configuration, Map<String, String> environment, Clock clock) {
    Cashier cashier =
        new Cashier(configuration.budget(), new MemoryLedger(), new Accounts(), clock);
    this.stages =
        Stages.wire(
            configuration,
            new Host(
                environment,
                cache(environment),
                // What is sealed is in a server's data directory.
                GitHubAccess.of(configuration.gitHub(), name -> Optional.empty(), clock),
                cashier,
                Experience.none(),
                UnaryOperator.identity(),
                EscapeListener.NONE,
                new CompositeMeterRegistry(),
                clock));
  }

  /** Where a user's programs keep what they can make again. */
  private static Path cache(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("hephaestus");
  }

  @Override
  public VirtualRepository repository() {
    return stages.repositories();
  }

  @Override
  public Localizer localizer() {
    return stages.localizer();
  }

  @Override
  public ContextPacker packer() {
    return stages.packer();
  }

  @Override
  public RepairPipeline pipeline() {
    return stages.pipeline();
  }

  @Override
  public void close() {
    stages.close();
  }
}
