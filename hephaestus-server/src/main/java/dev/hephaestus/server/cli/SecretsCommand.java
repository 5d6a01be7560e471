package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after the secrets in the database, also while a server runs. */
@Command(
    name = "secrets",
    description = "Secrets that the server keeps, sealed under a master key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SecretsCommand implements Runnable {
  private static final int MOST_BYTES = 64 << 10;

  private final Terminal terminal;
  private final SecurityDesks desks;

  public SecretsCommand(Terminal terminal, SecurityDesks desks) {
    this.terminal = terminal;
    this.desks = desks;
  }

  @Override
  public void run() {
    throw new UsageException("say what to do: secrets put, remove or rotate (see --help)");
  }

  @Command(
      name = "put",
      description = {
        "Keep a secret, sealed, under a name that the configuration gives: github.tokenSecret or",
        "github.app.privateKeySecret. It is read from --file or from standard input, never from",
        "the command line."
      },
      mixinStandardHelpOptions = true)
  int put(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
      @Option(names = "--file", paramLabel = "FILE", description = "What holds it.")
          Optional<Path> file) {
    String secret = secret(file);
    try (SecurityDesk desk = desks.open(data.configuration())) {
      desk.secrets().put(givenName(name), secret);
      desk.audit().record(new AuditEvent("administrator", "", "secret.put", name, Map.of()));
    }
    terminal.line(
        "sealed " + name + "; a server that runs takes tokens from now on, keys when it starts");
    return ExitCode.DONE;
  }

  @Command(
      name = "remove",
      description = "Forget a secret that was put.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "NAME", description = "What it is called.") String name) {
    try (SecurityDesk desk = desks.open(data.configuration())) {
      String kept = givenName(name);
      if (desk.secrets().find(kept).isEmpty()) {
        throw new UsageException("there is no secret " + name);
      }
      desk.secrets().remove(kept);
      desk.audit().record(new AuditEvent("administrator", "", "secret.removed", name, Map.of()));
    }
    terminal.line("removed " + name);
    return ExitCode.DONE;
  }

  private static String givenName(String name) {
    return Secrets.given(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "a secret's name has at most 64 small letters, digits, dots, dashes and _"));
  }

  private static String secret(Optional<Path> file) {
    try (InputStream input = file.isPresent() ? Files.newInputStream(file.get()) : System.in) {
      byte[] bytes = input.readNBytes(MOST_BYTES + 1);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.isEmpty() || bytes.length > MOST_BYTES) {
        throw new UsageException(
            "a secret has something in it, and at most " + MOST_BYTES + " bytes");
      }
      return text;
    } catch (IOException e) {
      throw new UsageException("the secret cannot be read: " + e.getMessage());
    }
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
