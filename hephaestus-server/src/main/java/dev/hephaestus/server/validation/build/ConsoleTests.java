package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Runs test classes of any JUnit in the sandbox, by JUnit's console launcher. */
final class ConsoleTests {
  private static final int FIRST_ENCAPSULATED = 9;
  private static final int NO_TESTS_FOUND = 2;
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.reflect", "java.util", "java.text", "java.io", "java.net");

  private final SandboxSession sandbox;
  private final JUnitTools tools;
  private final Jdk jdk;
  private final Path directory;
  private final Path scratch;
  private final List<Mount> mounts;
  private final Limits limits;
  private int runs;

  /**
   * Runs tests of one work tree.
   *
   * @param directory where tests start, the module's folder
   * @param scratch a folder for reports
   * @param mounts what tests need to see
   */
  ConsoleTests(
      SandboxSession sandbox,
      JUnitTools tools,
      Jdk jdk,
      Path directory,
      Path scratch,
      List<Mount> mounts,
      Limits limits) {
    this.sandbox = sandbox;
    this.tools = tools;
    this.jdk = jdk;
    this.directory = directory;
    this.scratch = scratch;
    this.mounts = List.copyOf(mounts);
    this.limits = limits;
  }

  /** Whether the launcher is there. */
  boolean available() {
    return tools.present();
  }

  /** Runs the classes; the launcher comes first on the class path so that its engines match. */
  TestRun run(List<Path> classPath, Collection<String> testClasses, Duration time) {
    if (testClasses.isEmpty()) {
      return TestRun.none("");
    }
    Path reports = scratch.resolve("reports-" + ++runs);
    Path arguments = scratch.resolve("arguments-" + runs);
    try {
      Files.createDirectories(reports);
      Files.write(arguments, consoleArguments(reports, testClasses));
    } catch (IOException e) {
      throw new ValidationException("Cannot write below " + scratch + ": " + e.getMessage(), e);
    }
    sandbox.handOver(reports);
    List<Mount> all = new ArrayList<>();
    classPath.stream().filter(Files::isDirectory).map(Mount::readOnly).forEach(all::add);
    all.addAll(mounts); // after, so that the work tree stays writable
    all.add(Mount.readOnly(jdk.home()));
    all.add(tools.mount());
    all.add(Mount.readOnly(scratch));
    all.add(Mount.writable(reports));
    Outcome outcome =
        sandbox.run(
            new Command(
                command(classPath, arguments),
                directory,
                Map.of("JAVA_HOME", jdk.home().toString()),
                all,
                false,
                limits.within(time)));
    return TestReports.read(List.of(reports), problem(outcome));
  }

  private static String problem(Outcome outcome) {
    boolean ended = outcome.ending() == Outcome.Ending.EXITED;
    return ended && outcome.exitCode() <= NO_TESTS_FOUND
        ? ""
        : "the test run " + outcome.describe() + lastLine(outcome.output());
  }

  private static String lastLine(String output) {
    String last = output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    return last.isEmpty() ? "" : ": " + last;
  }

  private List<String> command(List<Path> classPath, Path arguments) {
    List<String> line = new ArrayList<>(List.of(jdk.java().toString()));
    line.add("-Xmx" + ((limits.memoryBytes() / 3) >> 20) + "m");
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(List.of("-Duser.language=en", "-Duser.country=US", "-Djava.awt.headless=true"));
    if (jdk.feature() >= FIRST_ENCAPSULATED) {
      OPENED.forEach(
          name -> line.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED")));
    }
    StringBuilder path = new StringBuilder(tools.console().toString());
    classPath.forEach(entry -> path.append(':').append(entry));
    line.addAll(List.of("-classpath", path.toString()));
    line.add("org.junit.platform.console.ConsoleLauncher");
    line.add("@" + arguments);
    return line;
  }

  private static List<String> consoleArguments(Path reports, Collection<String> testClasses) {
    List<String> lines = new ArrayList<>(List.of("execute", "--disable-banner", "--details=none"));
    lines.add("--reports-dir=" + reports);
    testClasses.forEach(name -> lines.add("--select-class=" + name));
    return lines;
  }
}
