package dev.hephaestus.server.cli;

import dev.hephaestus.server.cli.Terminal.Style;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.LocalizationReport;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.localization.RevisionChooser;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.localization.TrailPicture;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
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
  private static final int SHOWN = 10;
  private static final int ALL = 1_000;
  private static final int MOST_TOKENS = 1_000_000;

  @Mixin private FaultOptions options = new FaultOptions();

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      defaultValue = "8000",
      description = "How much code to choose. Default: ${DEFAULT-VALUE}.")
  private int budget;

  @Option(
      names = "--explain",
      description = "Print the reasons for each suspect, and a picture of what led to it.")
  private boolean explain;

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
    if (budget < 1 || budget > MOST_TOKENS) {
      throw new UsageException(
          "--budget is " + budget + "; it takes a number of tokens from 1 to " + MOST_TOKENS + ".");
    }
    Fault fault = options.read(clock);
    try (Engine engine = engines.open(options.configuration(), Map.of())) {
      RevisionChoice choice = choose(engine, fault);
      Snapshot snapshot =
          engine.repository().snapshot(fault.repository(), Optional.of(choice.commit()));
      Localization localization = engine.localizer().localize(snapshot, fault.record());
      PackedContext context = engine.packer().pack(snapshot, localization, budget);
      if (options.json()) {
        LocalizationReport report =
            LocalizationReport.of(snapshot, localization, context).because(choice.reason());
        terminal.raw(
            Json.pretty(explain ? report.with(picture(fault, localization, context)) : report));
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
      return RevisionChoice.given(commit);
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
      terminal.line(
          terminal.style(
              Style.PLAIN, "Nothing of this error is in " + fault.repository().forPeople() + "."));
    }
    localization.suspects().stream().limit(explain ? ALL : SHOWN).forEach(this::print);
    int more = localization.suspects().size() - SHOWN;
    if (!explain && more > 0) {
      terminal.line(terminal.style(Style.DIM, "     … and " + more + " more"));
    }
    if (explain) {
      terminal.line("");
      terminal.line(picture(fault, localization, context).stripTrailing());
      context.parts().forEach(this::print);
    } else {
      terminal.line(
          context.parts().size()
              + " parts of code, about "
              + context.tokens()
              + " tokens; --explain shows which, and why.");
    }
  }

  private static String picture(Fault fault, Localization localization, PackedContext context) {
    return TrailPicture.of(fault.record().thrown(), localization, context);
  }

  private void print(Suspect suspect) {
    String place = place(suspect.method().path(), suspect.method().lines());
    terminal.line(
        String.format(Locale.ROOT, "%3d  %.2f  ", suspect.rank(), suspect.score())
            + terminal.style(Style.BOLD, suspect.method().symbol())
            + terminal.style(Style.DIM, "  " + place));
    if (explain) {
      suspect.why().forEach(why -> terminal.line(terminal.style(Style.DIM, "           " + why)));
    }
  }

  private void print(PackedContext.Part part) {
    terminal.line(
        terminal.style(
            Style.DIM,
            String.format(
                Locale.ROOT,
                "  %-11s %5d  %s",
                part.kind().name().toLowerCase(Locale.ROOT),
                part.tokens(),
                place(part.path(), part.lines()))));
  }

  private static String place(String path, LineRange lines) {
    return path + ":" + lines.first() + "-" + lines.last();
  }
}
