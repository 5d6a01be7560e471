package dev.hephaestus.javaagent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** An application in a JVM of its own, with the packaged agent attached. */
final class ForkedApp {

  private static final long TIMEOUT_SECONDS = 60;

  private final Path javaHome;
  private final List<String> options = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>();

  ForkedApp(Path javaHome) {
    this.javaHome = javaHome;
    classPath.add(place(ForkedApp.class));
  }

  static Path agentJar() {
    return Path.of(System.getProperty("agent.jar", "")).toAbsolutePath();
  }

  /** The jar or folder that a class comes from. */
  static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " comes from no file", e);
    }
  }

  ForkedApp agent(String arguments) {
    options.add("-javaagent:" + agentJar() + (arguments.isEmpty() ? "" : "=" + arguments));
    return this;
  }

  ForkedApp option(String option) {
    options.add(option);
    return this;
  }

  ForkedApp on(Class<?>... libraries) {
    for (Class<?> library : libraries) {
      classPath.add(place(library));
    }
    return this;
  }

  ForkedApp onEverything() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(path -> !path.endsWith(agentJar().getFileName().toString()))
        .filter(path -> !path.equals(place(HephaestusAgent.class))) // The jar it is not.
        .forEach(classPath::add);
    return this;
  }

  /** Runs it to its end; its standard input is empty. */
  Outcome run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    return runUntil(() -> {}, main, arguments);
  }

  /** Runs it, and closes its standard input as soon as the assertion holds. */
  Outcome runUntil(ThrowingRunnable assertion, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> started = new ArrayList<>();
    started.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
    started.addAll(List.of(arguments));
    return launchUntil(assertion, started);
  }

  /** Runs a jar that has all it needs, in the same way. */
  Outcome runJarUntil(ThrowingRunnable assertion, String jar)
      throws IOException, InterruptedException {
    return launchUntil(assertion, List.of("-jar", jar));
  }

  private Outcome launchUntil(ThrowingRunnable assertion, List<String> started)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(
        List.of(
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // It lives for a second.
    command.addAll(options);
    command.addAll(started);
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_TOOL"));
    Process process = builder.start();
    try {
      CompletableFuture<List<String>> output = lines(process.getInputStream());
      CompletableFuture<List<String>> errors = lines(process.getErrorStream());
      Awaitility.await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS)).untilAsserted(assertion);
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(started + " did not end in " + TIMEOUT_SECONDS + " s");
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Outcome(process.exitValue(), output.join(), errors.join(), took);
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<List<String>> lines(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toList());
          } catch (IOException e) {
            throw new IllegalStateException("The application's output broke off", e);
          }
        });
  }

  /** How it ended. */
  static final class Outcome {

    final int exit;
    final List<String> output;
    final List<String> errors;
    final Duration took;

    Outcome(int exit, List<String> output, List<String> errors, Duration took) {
      this.exit = exit;
      this.output = output;
      this.errors = errors;
      this.took = took;
    }
  }
}
