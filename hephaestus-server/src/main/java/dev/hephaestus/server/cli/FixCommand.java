package dev.hephaestus.server.cli;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.cli.Terminal.Style;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.pipeline.MemoryJournal;
import dev.hephaestus.server.pipeline.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mends a logged fault without a server. */
@Command(
    name = "fix",
    description = "Find, write and verify a fix for a logged error.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fixed", "1:failed", "2:usage", "3:abstained", "4:fixed at the head already"},
    mixinStandardHelpOptions = true)
public final class FixCommand implements Callable<Integer> {

  @Mixin private FaultOptions options = new FaultOptions();

  @Mixin private ModelOptions model = new ModelOptions();

  @ArgGroup private @Nullable Destination destination;

  /** Where a fix goes; at most one of them. */
  static final class Destination {
    @Option(names = "--apply", description = "Write the fix and its test into the work tree.")
    private boolean apply;

    @Option(
        names = "--branch",
        paramLabel = "NAME",
        description = "Commit the fix and its test to a new branch of the repository.")
    private @Nullable String branch;
  }

  private final Terminal terminal;
  private final EngineFactory engines;
  private final FixDestination destinations;
  private final Clock clock;

  public FixCommand(
      Terminal terminal, EngineFactory engines, FixDestination destinations, Clock clock) {
    this.terminal = terminal;
    this.engines = engines;
    this.destinations = destinations;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant begun = clock.instant();
    Fault fault = options.read(clock);
    MemoryJournal journal = new MemoryJournal(terminal::progress);
    try (Engine engine = engines.open(options.configuration(), model.variables())) {
      // A wrong repository or revision is the caller's mistake, not a repair that failed.
      engine.repository().snapshot(fault.repository(), fault.revision());
      Outcome outcome;
      try {
        outcome = engine.pipeline().repair(fault, journal);
      } catch (HephaestusException e) {
        show(FixReport.failed(e.getMessage(), journal, since(begun)));
        return ExitCode.FAILED;
      }
      show(FixReport.of(outcome, journal, since(begun)));
      return switch (outcome) {
        case Outcome.Fixed fixed -> {
          put(fault, fixed);
          yield ExitCode.DONE;
        }
        case Outcome.AlreadyFixed already -> ExitCode.FIXED_AT_HEAD;
        case Outcome.Abstained abstained -> ExitCode.ABSTAINED;
      };
    }
  }

  private void put(Fault fault, Outcome.Fixed fixed) {
    if (destination != null && destination.apply) {
      destinations.apply(fault, fixed).forEach(path -> terminal.progress("wrote " + path));
    } else if (destination != null && destination.branch != null) {
      terminal.progress("committed " + destinations.commit(fault, fixed, destination.branch));
    }
  }

  private Duration since(Instant begun) {
    return Duration.between(begun, clock.instant());
  }

  private void show(FixReport report) {
    if (options.json()) {
      terminal.raw(report.toJson());
      return;
    }
    if (report.patch() == null) {
      String outcome = report.outcome().replace('_', ' ');
      terminal.line(terminal.style(Style.YELLOW, outcome + ": ") + report.reason());
      return;
    }
    terminal.line(terminal.style(Style.GREEN, "fixed, " + report.verdict()));
    terminal.line(terminal.style(Style.BOLD, String.valueOf(report.cause())));
    report.evidence().forEach(line -> terminal.line(terminal.style(Style.DIM, line)));
    terminal.line("");
    terminal.line(terminal.diff(report.patch()));
    FixReport.Test test = report.reproduction();
    if (test != null) {
      terminal.line("");
      terminal.line(terminal.style(Style.BOLD, test.path()));
      terminal.line(terminal.style(Style.PLAIN, test.source()));
    }
  }
}
