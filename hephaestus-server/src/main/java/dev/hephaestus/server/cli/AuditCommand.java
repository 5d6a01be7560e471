package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.AuditEntry;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.ChainedAuditLog.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the audit log and looks whether it is as it was written. */
@Command(
    name = "audit",
    description = "What was decided and done, and whether that record is whole.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand implements Runnable {
  private static final int BROKEN = 1;

  private final Terminal terminal;
  private final SecurityDesks desks;

  public AuditCommand(Terminal terminal, SecurityDesks desks) {
    this.terminal = terminal;
    this.desks = desks;
  }

  @Override
  public void run() {
    throw new UsageException("say what to do: audit verify or list (see --help)");
  }

  @Command(
      name = "verify",
      description = "Exit with 0 when every entry is as it was written, with 1 otherwise.",
      mixinStandardHelpOptions = true)
  int verify(@Mixin DataOptions data) {
    try (SecurityDesk desk = desks.open(data.configuration())) {
      return switch (desk.audit().verify()) {
        case Verdict.Intact intact -> {
          terminal.line("intact: " + intact.entries() + " entries, the last " + intact.hash());
          yield ExitCode.DONE;
        }
        case Verdict.Broken broken -> {
          terminal.problem("broken at entry " + broken.sequence() + ": " + broken.what());
          yield BROKEN;
        }
      };
    }
  }

  @Command(
      name = "list",
      description = "Show the latest entries, the newest first.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DataOptions data,
      @Option(
              names = "--limit",
              defaultValue = "50",
              description = "How many (default: ${DEFAULT-VALUE}).")
          int limit) {
    try (SecurityDesk desk = desks.open(data.configuration())) {
      desk.audit().newest(Math.max(1, limit)).forEach(entry -> terminal.line(line(entry)));
    }
    return ExitCode.DONE;
  }

  /** What others said may hold anything, which a terminal must not obey. */
  private static String line(AuditEntry entry) {
    AuditEvent event = entry.event();
    String line =
        String.join(
            "  ",
            Long.toString(entry.sequence()),
            entry.recorded().toString(),
            event.actor(),
            event.action(),
            event.target(),
            event.tenant().isEmpty() ? "" : "tenant=" + event.tenant(),
            event.details().toString());
    return line.replaceAll("\\p{Cntrl}", " ");
  }
}
