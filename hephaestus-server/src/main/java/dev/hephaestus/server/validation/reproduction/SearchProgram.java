package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.validation.build.IncrementalBuild;
import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the programs that search, in the sandbox, with the project's classes beside them. */
final class SearchProgram {
  private static final Logger LOG = LoggerFactory.getLogger(SearchProgram.class);
  private static final Duration STARTUP = Duration.ofSeconds(10);
  private static final String PACKAGE = "dev.hephaestus.server.validation.reproduction.harness.";

  private final IncrementalBuild build;
  private final SandboxSession sandbox;
  private final List<Mount> mounts;
  private final Path scratch;
  private final Limits limits;
  private int runs;

  SearchProgram(
      IncrementalBuild build,
      SandboxSession sandbox,
      List<Mount> mounts,
      Path scratch,
      Limits limits) {
    this.build = build;
    this.sandbox = sandbox;
    this.mounts = List.copyOf(mounts);
    this.scratch = scratch;
    this.limits = limits;
  }

  /**
   * Runs one to its end.
   *
   * @param main its class's simple name
   * @param classes folders that come before the project's
   * @return the folder that it wrote to
   */
  Path run(String main, Properties request, List<Path> classes, Duration time) throws IOException {
    Path program = scratch.resolve("program");
    if (Files.notExists(program)) {
      HarnessClasses.copyTo(Files.createDirectories(program));
    }
    Path output = Files.createDirectories(scratch.resolve("hits-" + ++runs));
    Path asked = scratch.resolve("request-" + runs + ".properties");
    request.setProperty("budgetMs", Long.toString(time.toMillis()));
    try (Writer out = Files.newBufferedWriter(asked)) {
      request.store(out, null);
    }
    sandbox.handOver(output);
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> classPath = new ArrayList<>(List.of(program));
    classPath.addAll(classes);
    classPath.addAll(build.project().testClassPath());
    List<Mount> all = new ArrayList<>(mounts);
    all.add(Mount.readOnly(home));
    all.add(Mount.readOnly(program));
    classes.forEach(folder -> all.add(Mount.readOnly(folder)));
    all.add(Mount.readOnly(asked));
    all.add(Mount.writable(output));
    List<String> line =
        List.of(
            home.resolve("bin/java").toString(),
            "-Xmx" + ((limits.memoryBytes() / 3) >> 20) + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Duser.language=en",
            "-classpath",
            classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
            PACKAGE + main,
            asked.toString(),
            output.toString());
    Outcome outcome =
        sandbox.run(
            new Command(
                line, Path.of("/tmp"), Map.of(), all, false, limits.within(time.plus(STARTUP))));
    LOG.debug("{} {}: {}", main, outcome.describe(), outcome.output());
    return output;
  }

  /** Numbers values, as the programs read lists. */
  static void list(Properties properties, String key, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      properties.setProperty(key + "." + i, values.get(i));
    }
  }
}
