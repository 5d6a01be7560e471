package dev.hephaestus.client.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** An application in a JVM of its own, with exactly the class path that it is given. */
public final class ForkedApplication {
  private static final long TIMEOUT_SECONDS = 60;

  private final Path javaHome;
  private final List<String> options = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>();

  /** One on this JVM's own Java. */
  public ForkedApplication() {
    this(Path.of(System.getProperty("java.home")));
  }

  /** One on another Java. */
  public ForkedApplication(Path javaHome) {
    this.javaHome = javaHome;
  }

  /** The jar or folder that a class comes from. */
  public static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException nowhere) {
      throw new IllegalStateException(type + " comes from no file", nowhere);
    }
  }

  /** Adds jars or folders. */
  public ForkedApplication on(Path... places) {
    for (Path place : places) {
      classPath.add(place.toString());
    }
    return this;
  }

  /** Adds a system property. */
  public ForkedApplication property(String key, Object value) {
    options.add("-D" + key + "=" + value);
    return this;
  }

  /** Adds an option of the JVM. */
  public ForkedApplication option(String option) {
    options.add(option);
    return this;
  }

  /** Runs it, and ends its standard input, for which it waits, when the assertion holds. */
  public Outcome runUntil(ThrowingRunnable assertion, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_TOOL"));
    Process process = builder.start();
    try {
      CompletableFuture<List<String>> output = lines(process.getInputStream());
      CompletableFuture<List<String>> errors = lines(process.getErrorStream());
      Awaitility.await()
          .atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
          .failFast(() -> !process.isAlive() && process.exitValue() != 0)
          .untilAsserted(assertion);
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(main + " did not end in " + TIMEOUT_SECONDS + " s");
      }
      return new Outcome(process.exitValue(), output.join(), errors.join());
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
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        });
  }

  /** How it ended. */
  public static final class Outcome {
    private final int exit;
    private final List<String> output;
    private final List<String> errors;

    Outcome(int exit, List<String> output, List<String> errors) {
      this.exit = exit;
      this.output = output;
      this.errors = errors;
    }

    /** Its exit code. */
    public int exit() {
      return exit;
    }

    /** What it printed. */
    public List<String> output() {
      return output;
    }

    /** What it, or its JVM, complained about. */
    public List<String> errors() {
      return errors;
    }

    @Override
    public String toString() {
      return "exit " + exit + "\n" + String.join("\n", output) + "\n" + String.join("\n", errors);
    }
  }
}
