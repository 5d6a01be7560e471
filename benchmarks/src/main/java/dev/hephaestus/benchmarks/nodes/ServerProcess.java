package dev.hephaestus.benchmarks.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. */
final class ServerProcess {
  private static final Pattern READY = Pattern.compile("ready: gRPC \\S+:(\\d+),");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one over the folder; returns when it is ready. */
  static ServerProcess start(Path folder, String heap, int port) throws InterruptedException {
    Path output = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hephaestus.server.app.Main",
            "server");
    builder.environment().put("HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString());
    builder.environment().put("HEPHAESTUS_GRPC_PORT", Integer.toString(port));
    builder.environment().put("HEPHAESTUS_HTTP_PORT", "0");
    builder.environment().put("HEPHAESTUS_REPOSITORY_REFRESH", "0");
    try {
      Files.deleteIfExists(output);
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      while (process.isAlive()) {
        Matcher ready = READY.matcher(Files.readString(output));
        if (ready.find()) {
          return new ServerProcess(process, Integer.parseInt(ready.group(1)));
        }
        Thread.sleep(50);
      }
      throw new IllegalStateException("the server did not start:\n" + Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Its memory as the operating system counts it, in MiB. */
  long residentMb() {
    return status(RESIDENT) >> 10;
  }

  long threads() {
    return status(THREADS);
  }

  /** The processor time that it has had. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private long status(Pattern pattern) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
      return lines.stream()
          .map(pattern::matcher)
          .filter(Matcher::matches)
          .mapToLong(match -> Long.parseLong(match.group(1)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it without a word. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
