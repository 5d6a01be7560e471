package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed. */
final class ServerInAProcess {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern READY = Pattern.compile("ready: gRPC (\\S+), HTTP (\\S+), data");

  private final Process process;
  private final String grpc;
  private final ServerApi api;

  private ServerInAProcess(Process process, String grpc, ServerApi api) {
    this.process = process;
    this.grpc = grpc;
    this.api = api;
  }

  /**
   * Starts one on free ports and returns when it is ready.
   *
   * @param folder where its data is and what it prints goes; of those before it too
   * @param environment what is added to its environment
   */
  static ServerInAProcess start(Path folder, Map<String, String> environment) throws IOException {
    FetchedJUnit.into(folder.resolve("data/work"));
    Path output = Files.createTempFile(folder, "server-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hephaestus.server.app.Main",
            "server");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(ServerHere.environment(folder));
    builder.environment().putAll(environment);
    Process process = builder.start();
    await()
        .atMost(LIMIT)
        .until(() -> READY.matcher(Files.readString(output)).find() || !process.isAlive());
    Matcher ready = READY.matcher(Files.readString(output));
    assertThat(ready.find()).as(Files.readString(output)).isTrue();
    return new ServerInAProcess(process, ready.group(1), new ServerApi(URI.create(ready.group(2))));
  }

  /** Where clients connect. */
  String grpc() {
    return grpc;
  }

  ServerApi api() {
    return api;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it (SIGKILL) and returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
