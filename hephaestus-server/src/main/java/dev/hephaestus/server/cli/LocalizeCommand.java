package dev.hephaestus.server.cli;

import dev.hephaestus.server.cli.Terminal.Style;
import dev.hephaestus.server.localization.LineFit;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.LocalizationReport;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.localization.RevisionChooser;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where a logged fault probably is. */
@Command(
    name = "localize",
    description = "Find the methods behind a logged error, and the code to look at.",
    mixinStandardHelpOptions = true)
public final class LocalizeCommand implements Callable<Integer> {

  @Mixin private FaultOptions options = new FaultOptions();

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      defaultValue = "8000",
      description = "How much code to choose. Default: ${DEFAULT-VALUE}.")
  private int budget;

  private final Terminal terminal;
  private final EngineFactory engines;
  private final Clock clock;

  public LocalizeCommand(Terminal terminal, EngineFactory engines, Clock clock) {
    this.terminal = terminal;
    this.engines = engines;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (budget < 1) {
      throw new UsageException("--budget is " + budget + "; it takes a number of tokens above 0.");
    }
    Fault fault = options.read(clock);
    try (Engine engine = engines.open(options.configuration(), Optional.empty())) {
      RevisionChoice choice = choose(engine, fault);
      Snapshot snapshot =
          engine.repository().snapshot(fault.repository(), Optional.of(choice.commit()));
      Localization localization = engine.localizer().localize(snapshot, fault.record());
      PackedContext context = engine.packer().pack(snapshot, localization, budget);
      if (options.json()) {
        terminal.raw(
            Json.pretty(LocalizationReport.of(localization, context).because(choice.reason())));
      } else {
        terminal.line(terminal.style(Style.DIM, choice.reason()));
        print(fault, localization, context);
      }
      return ExitCode.DONE;
    }
  }

  /** A revision that the caller names has to be there. */
  private static RevisionChoice choose(Engine engine, Fault fault) {
    VirtualRepository repository = engine.repository();
    if (fault.revision().isPresent()) {
      String commit = repository.snapshot(fault.repository(), fault.revision()).commit();
      return new RevisionChoice(
          commit, RevisionChoice.How.NAMED, LineFit.UNKNOWN, "The revision was given.");
    }
    return new RevisionChooser(repository)
        .choose(
            fault.repository(),
            Optional.empty(),
            fault.version(),
            fault.record(),
            repository.snapshot(fault.repository(), Optional.empty()));
  }

  private void print(Fault fault, Localization localization, PackedContext context) {
    terminal.line(terminal.style(Style.DIM, "at " + localization.commit()));
    if (localization.suspects().isEmpty()) {
      terminal.line("Nothing of this error is in " + fault.repository().forPeople() + ".");
    }
    for (Suspect suspect : localization.suspects()) {
      terminal.line(
          String.format(Locale.ROOT, "%3d  %.2f  ", suspect.rank(), suspect.score())
              + terminal.style(Style.BOLD, suspect.method().symbol())
              + terminal.style(
                  Style.DIM,
                  "  "
                      + suspect.method().path()
                      + ":"
                      + suspect.method().lines().first()
                      + "-"
                      + suspect.method().lines().last()));
      suspect.why().forEach(why -> terminal.line(terminal.style(Style.DIM, "           " + why)));
    }
    terminal.line(
        context.parts().size() + " parts of code, about " + context.tokens() + " tokens:");
    for (PackedContext.Part part : context.parts()) {
      terminal.line(
          terminal.style(
              Style.PLAIN,
              "     "
                  + part.kind().name().toLowerCase(Locale.ROOT)
                  + "  "
                  + part.path()
                  + ":"
                  + part.lines().first()
                  + "-"
                  + part.lines().last()));
    }
  }
}
