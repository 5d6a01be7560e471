package dev.hephaestus.server.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server in a process of its own, on free ports. */
final class ServerProcess implements AutoCloseable {
  /** What the server prints when it is ready. */
  private static final Pattern READY = Pattern.compile("ready: gRPC (\\S+), HTTP (\\S+), data");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final String grpc;
  private final URI http;

  private ServerProcess(ChildProcess process, String grpc, URI http) {
    this.process = process;
    this.grpc = grpc;
    this.http = http;
  }

  /**
   * Starts a server.
   *
   * @param self the command that starts Hephaestus, without its arguments
   * @param folder where its configuration, data and log go
   * @param configuration a configuration to begin with, for the model
   * @param environment what is added to its environment
   */
  static ServerProcess start(
      List<String> self,
      Path folder,
      Optional<Path> configuration,
      Map<String, String> environment) {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Matcher> ready = new CompletableFuture<>();
    List<String> command = new ArrayList<>(self);
    command.add("server");
    configuration.ifPresent(file -> command.addAll(List.of("--config", file.toString())));
    ChildProcess process =
        ChildProcess.start(
            folder,
            command,
            environment,
            line -> {
              output.add(line);
              append(folder.resolve("server.log"), line);
              Matcher matcher = READY.matcher(line);
              if (matcher.find()) {
                ready.complete(matcher);
              }
            });
    try {
      Matcher addresses = await(ready, process);
      return new ServerProcess(process, addresses.group(1), URI.create(addresses.group(2)));
    } catch (TimeoutException e) {
      process.close();
      throw new DemoException("The server did not start:\n" + String.join("\n", output), e);
    }
  }

  /** Where clients connect. */
  String grpc() {
    return grpc;
  }

  /** Where its API is. */
  URI http() {
    return http;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }

  private static Matcher await(CompletableFuture<Matcher> ready, ChildProcess process)
      throws TimeoutException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        return ready.get(200, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!process.isAlive()) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new TimeoutException();
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The log is a courtesy; the demonstration goes on without it.
    }
  }
}
