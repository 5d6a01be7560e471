package dev.hephaestus.server.cli.demo;

import dev.hephaestus.server.cli.ModelOptions;
import dev.hephaestus.server.cli.Terminal;
import dev.hephaestus.server.cli.Terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole road on the example shop. */
@Command(
    name = "demo",
    description = "Run the example shop until it logs its errors, and watch them being mended.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  @Option(names = "--deploy", description = "Push each fix as a branch to a bare repository.")
  private boolean deploy;

  @Option(
      names = "--github",
      description =
          "Open each fix as a draft pull request on a GitHub on loopback, then fetch its branch"
              + " with git and run its tests.")
  private boolean github;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A server configuration to begin with, for example with a model.")
  private @Nullable Path configuration;

  @Option(names = "--keep", description = "Leave the server up until Ctrl-C, and keep its files.")
  private boolean keep;

  private final Terminal terminal;
  private final List<String> self;

  /**
   * The command.
   *
   * @param self the command that starts Hephaestus, without its arguments
   */
  public DemoCommand(Terminal terminal, List<String> self) {
    this.terminal = terminal;
    this.self = List.copyOf(self);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Home home = Home.find();
    Path folder = Files.createTempDirectory("hephaestus-demo-");
    try {
      return run(home, folder);
    } finally {
      if (keep) {
        terminal.progress("kept: " + folder);
      } else {
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
      }
    }
  }

  private int run(Home home, Path folder) throws InterruptedException {
    title("The shop goes into a Git repository and is built there");
    ShopRepository shop = ShopRepository.create(home.shop(), folder.resolve("shop"));
    if (github) {
      try (ShopOnGitHub hub = ShopOnGitHub.publish(shop, folder.resolve("shop.git"))) {
        return run(home, folder, shop, hub.location(), Optional.of(hub));
      }
    }
    Path location = deploy ? shop.publish(folder.resolve("shop.git")) : shop.workTree();
    return run(home, folder, shop, location.toString(), Optional.empty());
  }

  private int run(
      Home home, Path folder, ShopRepository shop, String location, Optional<ShopOnGitHub> hub)
      throws InterruptedException {
    ShopProcess.build(home, shop);
    terminal.line("    " + location + " at " + shop.commit().substring(0, 12));

    title("The server starts on an embedded default");
    try (ServerProcess server =
        ServerProcess.start(
            self, folder, Optional.ofNullable(configuration), environment(folder, hub))) {
      terminal.line("    gRPC " + server.grpc() + ", HTTP " + server.http());
      int exit = watch(home, shop, location, server);
      if (hub.isPresent()) {
        title("The pull requests, each fetched with git, built and tested");
        exit = Math.max(exit, hub.get().prove(home, folder.resolve("fetched"), terminal));
      }
      if (keep) {
        waitForEnd(server);
      }
      return exit;
    }
  }

  private int watch(Home home, ShopRepository shop, String location, ServerProcess server)
      throws InterruptedException {
    AtomicInteger errors = new AtomicInteger();
    List<String> options = new ArrayList<>();
    options.add("-Dhephaestus.endpoint=" + server.grpc());
    options.add("-Dhephaestus.repository=" + location);
    options.add("-Dhephaestus.spool=none"); // It leaves nothing behind but what it shows.
    options.add("-Dhephaestus.mode=" + (deploy || github ? "deploy" : "suggest"));

    title("The shop takes orders, with the Hephaestus appender in its logback.xml");
    try (ShopProcess shopProcess =
        ShopProcess.start(home, shop, options, line -> shopSays(line, errors))) {
      shopProcess.sendOrders();
      Road road = new Road(terminal, new ServerApi(server.http()));
      await(road, shopProcess, new ServerApi(server.http()));
      return summary(road, errors.get());
    }
  }

  private void await(Road road, ShopProcess shop, ServerApi api) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    boolean announced = false;
    while (System.nanoTime() < end) {
      if (!shop.isAlive()) {
        throw new DemoException("The shop ended before its errors were mended.");
      }
      road.look();
      if (!announced && road.incidents() > 0) {
        announced = true;
        title(
            api.acknowledgedRecords()
                + " records acknowledged, errors and what came before them; each fault is one"
                + " incident");
      }
      if (road.isDone()) {
        return;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new DemoException("The incidents were not worked off within " + LIMIT + ".");
  }

  private void shopSays(String line, AtomicInteger errors) {
    boolean isError = line.contains(" ERROR ");
    if (isError) {
      errors.incrementAndGet();
    }
    if (!line.startsWith("\t")) {
      terminal.line("    " + terminal.style(isError ? Style.RED : Style.DIM, "shop │ " + line));
    }
  }

  private int summary(Road road, int errors) {
    long reproduced = road.verdicts().stream().filter("reproduced"::equals).count();
    title(
        errors
            + " errors, "
            + road.incidents()
            + " incidents, "
            + road.verdicts().size()
            + " fixes, "
            + reproduced
            + " of them proven by a test that failed before");
    return reproduced > 0 ? 0 : 1;
  }

  private Map<String, String> environment(Path folder, Optional<ShopOnGitHub> hub) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString());
    environment.put("HEPHAESTUS_GRPC_PORT", "0");
    environment.put("HEPHAESTUS_HTTP_PORT", "0");
    environment.put("HEPHAESTUS_REPAIR_WORKERS", "2");
    // Libraries that a demonstration fetched serve the next one too.
    environment.put(
        "HEPHAESTUS_SANDBOX_WORK_DIRECTORY",
        Path.of(System.getProperty("user.home"), ".cache", "hephaestus", "work").toString());
    environment.putAll(model.variables());
    hub.ifPresent(shop -> environment.putAll(shop.variables()));
    return environment;
  }

  private void waitForEnd(ServerProcess server) throws InterruptedException {
    terminal.line("The server stays at " + server.http() + " until Ctrl-C.");
    while (server.isAlive()) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private void title(String text) {
    terminal.line("");
    terminal.line(terminal.style(Style.BOLD, "── " + text));
  }
}
