package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.cli.AuditCommand;
import dev.hephaestus.server.cli.FixCommand;
import dev.hephaestus.server.cli.FixDestination;
import dev.hephaestus.server.cli.KeysCommand;
import dev.hephaestus.server.cli.LocalizeCommand;
import dev.hephaestus.server.cli.SecretsCommand;
import dev.hephaestus.server.cli.SecurityDesk;
import dev.hephaestus.server.cli.ServerCommand;
import dev.hephaestus.server.cli.Terminal;
import dev.hephaestus.server.cli.UsageException;
import dev.hephaestus.server.cli.demo.DemoCommand;
import dev.hephaestus.server.ingest.UnreadableLogException;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.AuditAnchor;
import dev.hephaestus.server.security.ChainedAuditLog;
import dev.hephaestus.server.security.Secrets;
import dev.hephaestus.server.store.SecurityDatabase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Where every process of Hephaestus begins and ends. */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int UNSAFE_FLAG_SINCE = 23;

  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Clock clock = Clock.systemUTC();

  Main(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** Runs the command that the arguments name. */
  public static void main(String[] args) {
    // A server writes a log; a command shows its result, and only trouble beside it.
    boolean isServer = args.length > 0 && args[0].equals("server");
    System.setProperty("hephaestus.log.level", isServer ? "INFO" : "ERROR");
    Map<String, String> environment = System.getenv();
    // The launcher knows whether a person looks: a JVM finds that out in a portable way from 22 on.
    boolean coloured =
        Boolean.getBoolean("hephaestus.terminal") && !environment.containsKey("NO_COLOR");
    Terminal terminal =
        new Terminal(
            new PrintStream(System.out, false, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8),
            coloured);
    int exit = new Main(environment, terminal).run(args);
    terminal.flush();
    System.exit(exit);
  }

  int run(String... args) {
    CommandLine commands = new CommandLine(new Root());
    Ids ids = new Ids(clock, new SecureRandom());
    commands.addSubcommand(new ServerCommand(this::serve));
    commands.addSubcommand(new DemoCommand(terminal, selfCommand()));
    commands.addSubcommand(new LocalizeCommand(terminal, this::engine, clock));
    commands.addSubcommand(
        new FixCommand(
            terminal,
            this::engine,
            new FixDestination(
                ids, clock, Path.of(System.getProperty("java.io.tmpdir")), RepositoryAccess.none()),
            clock));
    commands.addSubcommand(new KeysCommand(terminal, this::desk, clock));
    commands.addSubcommand(new AuditCommand(terminal, this::desk));
    commands.addSubcommand(new SecretsCommand(terminal, this::desk));
    commands.setExecutionExceptionHandler((failure, command, result) -> explain(failure));
    commands.setParameterExceptionHandler(
        (fault, arguments) -> {
          terminal.problem(fault.getMessage() + " (see " + usageOf(fault) + " --help)");
          return USAGE;
        });
    return commands.execute(args);
  }

  private void serve(Optional<Path> file) throws InterruptedException {
    Configuration configuration = ConfigurationReader.read(file, environment);
    try (HephaestusServer server = HephaestusServer.start(configuration, environment, clock)) {
      terminal.line(
          "Hephaestus "
              + Root.version()
              + " ready: gRPC "
              + server.grpcAddress()
              + ", HTTP "
              + server.httpAddress()
              + ", data "
              + configuration.dataDirectory().toAbsolutePath());
      server.awaitEnd();
    }
  }

  private SecurityDesk desk(Optional<Path> file) {
    Configuration configuration = ConfigurationReader.read(file, environment);
    SecurityDatabase database = SecurityDatabase.open(configuration.dataDirectory());
    ChainedAuditLog audit =
        new ChainedAuditLog(database.audit(), new AuditAnchor(configuration.auditAnchor()), clock);
    return new SecurityDesk(
        new ApiKeys(database.apiKeys(), audit, new SecureRandom(), clock),
        audit,
        new Secrets(database.secrets(), configuration.masterKeys(), new SecureRandom()),
        database::close);
  }

  private EmbeddedEngine engine(Optional<Path> file, Map<String, String> variables) {
    Map<String, String> overlaid = new HashMap<>(environment);
    overlaid.putAll(variables);
    return new EmbeddedEngine(ConfigurationReader.read(file, overlaid), environment, clock);
  }

  private int explain(Exception failure) {
    boolean isUsage =
        failure instanceof UsageException
            || failure instanceof ConfigurationException
            || failure instanceof RepositoryException
            || failure instanceof UnreadableLogException;
    if (failure instanceof HephaestusException known) {
      terminal.problem(known.getMessage());
      return isUsage ? USAGE : FAILED;
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
    terminal.problem("unexpected fault, please report it: " + failure);
    for (StackTraceElement frame : failure.getStackTrace()) {
      terminal.progress("\tat " + frame);
    }
    return FAILED;
  }

  private static String usageOf(CommandLine.ParameterException fault) {
    return fault.getCommandLine().getCommandSpec().qualifiedName();
  }

  /** The command that started this very process, without its arguments. */
  private static List<String> selfCommand() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= UNSAFE_FLAG_SINCE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return command;
  }

  /** The command without a command. */
  @Command(
      name = "hephaestus",
      description = "From a logged error to a small, tested fix.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      versionProvider = Root.Version.class)
  static final class Root implements Runnable {

    @Override
    public void run() {
      throw new UsageException(
          "say what to do: server, demo, localize, fix, keys, audit or secrets (see --help)");
    }

    static String version() {
      return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
          .orElse("(development)");
    }

    /** Names the version of the jar. */
    static final class Version implements IVersionProvider {
      @Override
      public String[] getVersion() {
        return new String[] {"Hephaestus " + version()};
      }
    }
  }
}
