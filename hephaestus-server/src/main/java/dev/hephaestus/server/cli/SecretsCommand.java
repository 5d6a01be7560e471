package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.AuditEvent;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks after the secrets in the database, also while a server runs. */
@Command(
    name = "secrets",
    description = "Secrets that the server keeps, sealed under a master key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SecretsCommand implements Runnable {
  private final Terminal terminal;
  private final SecurityDesks desks;

  public SecretsCommand(Terminal terminal, SecurityDesks desks) {
    this.terminal = terminal;
    this.desks = desks;
  }

  @Override
  public void run() {
    throw new UsageException("say what to do: secrets rotate (see --help)");
  }

  @Command(
      name = "rotate",
      description = {
        "Seal every secret anew under a new master key. Where the key is set in",
        "HEPHAESTUS_SECURITY_MASTER_KEY, put the new one first there and keep the old one."
      },
      mixinStandardHelpOptions = true)
  int rotate(@Mixin DataOptions data) {
    try (SecurityDesk desk = desks.open(data.configuration())) {
      int sealed = desk.secrets().rotate();
      desk.audit()
          .record(
              new AuditEvent(
                  "administrator",
                  "",
                  "secrets.rotated",
                  "",
                  Map.of("secrets", Integer.toString(sealed))));
      terminal.line("sealed " + sealed + " secrets anew");
    }
    return ExitCode.DONE;
  }
}
