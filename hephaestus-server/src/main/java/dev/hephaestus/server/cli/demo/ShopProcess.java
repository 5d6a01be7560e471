package dev.hephaestus.server.cli.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The shop in a process of its own, with the appender in its logback.xml. */
final class ShopProcess implements AutoCloseable {
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

  private final ChildProcess process;
  private final List<String> orders;

  private ShopProcess(ChildProcess process, List<String> orders) {
    this.process = process;
    this.orders = orders;
  }

  /** Builds the shop with its own build, from its own repository. */
  static void build(Home home, ShopRepository shop) {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> command =
        List.of(
            home.mavenWrapper().toString(),
            "--batch-mode",
            "--no-transfer-progress",
            "-q",
            "-f",
            shop.workTree().resolve("pom.xml").toString(),
            "-Dmaven.test.skip=true",
            "package");
    // A build this short is over before the second compiler has paid for itself.
    Map<String, String> environment = Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
    try (ChildProcess maven =
        ChildProcess.start(home.folder(), command, environment, output::add)) {
      if (maven.await(BUILD_LIMIT) != 0) {
        throw new DemoException("The shop did not build:\n" + String.join("\n", output));
      }
    }
  }

  /**
   * Starts the shop; it waits for orders.
   *
   * @param options system properties of the appender, {@code -Dhephaestus.…}
   * @param lines told each line that it prints
   */
  static ShopProcess start(
      Home home, ShopRepository shop, List<String> options, Consumer<String> lines) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dlogback.configurationFile=" + shop.workTree().resolve("deploy/logback.xml"));
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            shop.workTree().resolve("target/classes").toString(),
            shop.workTree().resolve("target/lib") + "/*",
            home.appenderJar().toString()));
    command.add("shop.Shop");
    try {
      List<String> orders = Files.readAllLines(shop.workTree().resolve("deploy/orders.txt"));
      ChildProcess process =
          ChildProcess.start(
              shop.workTree(), command, Map.of("HEPHAESTUS_COMMIT", shop.commit()), lines);
      return new ShopProcess(process, orders);
    } catch (IOException e) {
      throw new DemoException("The shop has no orders: deploy/orders.txt cannot be read.", e);
    }
  }

  /** Hands it all its orders. */
  void sendOrders() {
    orders.forEach(process::write);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
