package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs test classes of any JUnit, and of TestNG, in the sandbox.
 *
 * <p><i>Shape:</i> a Java that has the libraries loaded is kept warm and loads each candidate's
 * classes anew. It is quick, and good enough to refuse by; what is to be delivered is run afresh,
 * in a Java that no other candidate has run in.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class ModuleTests implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleTests.class);
  private static final int FIRST_ENCAPSULATED = 9;
  private static final int RUNS_OF_ONE_JAVA = 100;
  private static final Duration STARTUP = Duration.ofSeconds(10);
  private static final Duration LIFE = Duration.ofHours(2);
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.reflect", "java.util", "java.text", "java.io", "java.net");

  private final SandboxSession sandbox;
  private final JUnitTools tools;
  private final Jdk jdk;
  private final Path directory;
  private final Path scratch;
  private final List<Mount> mounts;
  private final Limits limits;
  private final List<Path> libraries;
  private final Set<Path> shown = new LinkedHashSet<>();
  private @Nullable TestJvm warm;
  private int started;

  /**
   * Runs tests of one work tree.
   *
   * @param directory where tests start, the module's folder
   * @param scratch a folder for what goes to and fro
   * @param mounts what tests need to see
   * @param libraries of the class path, what no candidate changes
   */
  ModuleTests(
      SandboxSession sandbox,
      JUnitTools tools,
      Jdk jdk,
      Path directory,
      Path scratch,
      List<Mount> mounts,
      Limits limits,
      List<Path> libraries) {
    this.sandbox = sandbox;
    this.tools = tools;
    this.jdk = jdk;
    this.directory = directory;
    this.scratch = scratch;
    this.mounts = List.copyOf(mounts);
    this.limits = limits;
    this.libraries = List.copyOf(libraries);
  }

  /** Whether there is anything to run tests with. */
  boolean available() {
    return tools.present();
  }

  /** Runs the classes in the Java that is kept. */
  TestRun run(List<Path> classPath, Collection<String> testClasses, Duration time) {
    if (testClasses.isEmpty()) {
      return TestRun.none("");
    }
    List<Path> own = classPath.stream().filter(entry -> !libraries.contains(entry)).toList();
    boolean news = show(own);
    if (warm == null || news || !warm.isAlive() || warm.asked() >= RUNS_OF_ONE_JAVA) {
      close();
      warm = start(libraries, ownTree());
      return logged("new", warm.run(own, testClasses, time.plus(STARTUP)));
    }
    return logged("warm", warm.run(own, testClasses, time));
  }

  /** Runs the classes in a Java of their own. */
  TestRun afresh(List<Path> classPath, Collection<String> testClasses, Duration time) {
    if (testClasses.isEmpty()) {
      return TestRun.none("");
    }
    show(classPath);
    try (TestJvm fresh = start(classPath, mounts)) {
      return logged("fresh", fresh.run(List.of(), testClasses, time.plus(STARTUP)));
    }
  }

  private static TestRun logged(String kind, TestRun run) {
    LOG.debug("{} tests of {} classes in a {} Java", run.ran().size(), run.classes().size(), kind);
    return run;
  }

  /** Whether a folder is among them that a Java which runs already cannot see. */
  private boolean show(List<Path> classPath) {
    boolean news = false;
    for (Path entry : classPath) {
      Path folder = toShow(entry);
      boolean seen =
          Stream.concat(mounts.stream().map(Mount::source), shown.stream())
              .anyMatch(folder::startsWith);
      if (!seen && Files.isDirectory(folder)) {
        news |= shown.add(folder);
      }
    }
    return news;
  }

  /** Beside one compiled test there will be others, so that what they are in is shown. */
  private Path toShow(Path entry) {
    Path run = scratch.getParent();
    Path parent = entry.getParent();
    boolean deep = parent != null && run != null && parent.startsWith(run) && !parent.equals(run);
    return deep && parent != null ? parent : entry;
  }

  /** The server goes on writing to the tree while the kept Java runs, which so gets a copy. */
  private List<Mount> ownTree() {
    List<Mount> own = new ArrayList<>();
    for (Mount mount : mounts) {
      own.add(mount.writable() ? new Mount(copyOf(mount.source()), mount.target(), true) : mount);
    }
    return own;
  }

  private Path copyOf(Path tree) {
    Path copy = scratch.resolve("copy-" + (started + 1) + "-" + tree.getFileName());
    TreeCopy.of(tree, copy);
    sandbox.handOver(copy);
    return copy;
  }

  private TestJvm start(List<Path> classPath, List<Mount> seen) {
    Path requests = scratch.resolve("requests-" + ++started);
    Path results = scratch.resolve("results-" + started);
    try {
      Files.createDirectories(requests);
      Files.createDirectories(results);
    } catch (IOException e) {
      throw new ValidationException("Cannot write below " + scratch + ": " + e.getMessage(), e);
    }
    sandbox.handOver(results);
    List<Mount> all = new ArrayList<>();
    shown.stream().filter(Files::isDirectory).map(Mount::readOnly).forEach(all::add);
    all.addAll(seen); // after, so that the work tree stays writable
    all.add(Mount.readOnly(jdk.home()));
    all.add(tools.mount());
    all.add(Mount.readOnly(scratch));
    all.add(Mount.writable(results));
    Command command =
        new Command(
            command(classPath, requests, results),
            directory,
            Map.of("JAVA_HOME", jdk.home().toString()),
            all,
            false,
            limits.within(LIFE));
    return new TestJvm(sandbox.beside(), command, requests, results);
  }

  private List<String> command(List<Path> classPath, Path requests, Path results) {
    List<String> line = new ArrayList<>(List.of(jdk.java().toString()));
    line.add("-Xmx" + ((limits.memoryBytes() / 3) >> 20) + "m");
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    line.addAll(List.of("-Duser.language=en", "-Duser.country=US", "-Djava.awt.headless=true"));
    if (jdk.feature() >= FIRST_ENCAPSULATED) {
      OPENED.forEach(
          name -> line.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED")));
    }
    // The launcher comes first so that its engines match.
    line.add("-classpath");
    line.add(
        Stream.concat(tools.launcher(classPath).stream(), classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(":")));
    line.addAll(List.of("TestServer", requests.toString(), results.toString()));
    return line;
  }

  @Override
  public void close() {
    if (warm != null) {
      warm.close();
      warm = null;
    }
  }
}
