package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.validation.Baseline;
import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings a work tree to the point where candidates can be judged: by the project's own Maven build
 * where that still works, else without it.
 */
public final class BuildPreparation {
  private static final int MAX_CLASSPATH_JARS = 200;

  private final Snapshot snapshot;
  private final WorkTree tree;
  private final String faultFile;
  private final Toolchain toolchain;
  private final Path shared;
  private final Path folder;
  private final SandboxSession sandbox;
  private final Limits limits;
  private final Duration suiteTime;
  private final ProjectLayout layout;
  private String junitFault = "";

  /**
   * The preparation of one work tree.
   *
   * @param faultFile the source that has to compile
   * @param shared the folder for what all work trees share
   * @param folder a folder for this one alone, beside its tree
   */
  public BuildPreparation(
      Snapshot snapshot,
      WorkTree tree,
      String faultFile,
      Toolchain toolchain,
      Path shared,
      Path folder,
      SandboxSession sandbox,
      Limits limits,
      Duration suiteTime) {
    this.snapshot = snapshot;
    this.tree = tree;
    this.faultFile = faultFile;
    this.toolchain = toolchain;
    this.shared = shared;
    this.folder = folder;
    this.sandbox = sandbox;
    this.limits = limits;
    this.suiteTime = suiteTime;
    this.layout = ProjectLayout.of(snapshot, faultFile);
  }

  /** Fetches, builds and tests the code as it is. */
  public PreparedBuild prepare(Progress progress) {
    Jdk jdk = toolchain.jdkFor(layout.release());
    Optional<MavenRunner> maven =
        toolchain
            .mavenFor(tree.root())
            .map(
                found ->
                    new MavenRunner(
                        found,
                        jdk,
                        toolchain,
                        shared.resolve("repository"),
                        folder,
                        sandbox,
                        limits));
    JUnitTools tools = new JUnitTools(shared.resolve("junit"));
    if (!tools.present() && maven.isPresent()) {
      progress.report("fetching JUnit");
      junitFault = tools.fetch(maven.get(), sandbox);
    }
    List<Mount> mounts = mounts(maven);
    boolean hasPom = snapshot.file(in(layout.module(), "pom.xml")).isPresent();
    if (hasPom && maven.isPresent()) {
      MavenBuild build = new MavenBuild(maven.get(), tree.root(), layout.module());
      progress.report("building with " + build.name());
      MavenBuild.Result result = build.baseline(progress);
      if (result.compiled() && !result.classPath().isEmpty()) {
        return byMaven(build, result, tools, jdk, mounts);
      }
      String note = "the project's own Maven build does not run: " + result.complaint();
      List<Path> classPath =
          result.classPath().isEmpty() ? build.classPathOnly(progress) : result.classPath();
      return plain(note, classPath, tools, mounts, progress);
    }
    return plain(
        hasPom
            ? "there is no Maven here, so it was built without"
            : snapshot.files().stream()
                    .anyMatch(f -> f.path().matches("(.*/)?build\\.gradle(\\.kts)?"))
                ? "Gradle builds are not run yet, so it was built without"
                : "the project has no build that is known",
        List.of(),
        tools,
        mounts,
        progress);
  }

  private PreparedBuild byMaven(
      MavenBuild build, MavenBuild.Result result, JUnitTools tools, Jdk jdk, List<Mount> mounts) {
    Path module = tree.resolve(layout.module());
    int release =
        layout.release() == ProjectLayout.UNDECLARED
            ? jdk.feature()
            : JavaCompile.supported(layout.release());
    CompiledProject project =
        new CompiledProject(
            layout,
            List.of(module.resolve("target/classes")),
            List.of(module.resolve("target/test-classes")),
            modernized(result.classPath(), tools),
            release,
            List.of());
    IncrementalBuild incremental = incremental(project, tools, jdk, mounts, Optional.empty());
    if (!incremental.compilesAlone(faultFile)) {
      incremental.close();
      incremental = incremental(project, tools, jdk, mounts, Optional.of(build::compile));
    }
    TestRun tests = result.tests();
    Baseline baseline =
        new Baseline(
            build.name(),
            true,
            tests.ran().size(),
            List.copyOf(tests.failures().keySet()),
            tests.problem());
    return new PreparedBuild(
        baseline,
        Optional.of(incremental),
        tests.complete() ? Optional.of(() -> build.test().tests()) : Optional.empty(),
        tests.failures().keySet(),
        false,
        mounts);
  }

  private PreparedBuild plain(
      String note, List<Path> classPath, JUnitTools tools, List<Mount> mounts, Progress progress) {
    progress.report("compiling without the project's own build");
    List<Path> libraries = modernized(classPath.isEmpty() ? jarsInTree() : classPath, tools);
    if (tools.present()) {
      libraries = new ArrayList<>(libraries);
      libraries.addAll(tools.junit4());
      libraries.add(tools.console());
    }
    PlainBuild.Result result;
    try (JavaCompile javac = new JavaCompile(layout.encoding())) {
      result =
          new PlainBuild(snapshot, tree, layout, javac)
              .compile(faultFile, libraries, folder.resolve("out"));
    }
    if (result.project().isEmpty()) {
      String fault =
          result.faults().stream().findFirst().map(f -> "; javac: " + f.message()).orElse("");
      return new PreparedBuild(
          new Baseline("javac", false, 0, List.of(), note + fault),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          false,
          mounts);
    }
    CompiledProject project = result.project().get();
    Jdk jdk = toolchain.jdkFor(project.release());
    IncrementalBuild incremental = incremental(project, tools, jdk, mounts, Optional.empty());
    List<String> classes = incremental.testClasses();
    progress.report("running " + classes.size() + " test classes");
    TestRun run = incremental.testBaseline(List.of(), classes, suiteTime);
    String left =
        project.leftOut().isEmpty()
            ? ""
            : "; " + project.leftOut().size() + " sources do not compile and were left out";
    Baseline baseline =
        new Baseline(
            "javac for Java " + project.release() + " and JUnit on Java " + jdk.feature(),
            true,
            run.ran().size(),
            List.copyOf(run.failures().keySet()),
            note
                + left
                + (junitFault.isEmpty() ? "" : "; " + junitFault)
                + (run.complete() ? "" : "; " + run.problem()));
    return new PreparedBuild(
        baseline,
        Optional.of(incremental),
        Optional.empty(),
        run.failures().keySet(),
        run.complete(),
        mounts);
  }

  private IncrementalBuild incremental(
      CompiledProject project,
      JUnitTools tools,
      Jdk jdk,
      List<Mount> mounts,
      Optional<IncrementalBuild.OwnCompiler> compiler) {
    Path scratch = folder.resolve("scratch");
    try {
      Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + scratch + ": " + e.getMessage(), e);
    }
    ModuleTests tests =
        new ModuleTests(
            sandbox,
            tools,
            jdk,
            tree.resolve(layout.module()),
            scratch,
            mounts,
            limits,
            project.libraries());
    return new IncrementalBuild(
        snapshot, tree, project, new JavaCompile(layout.encoding()), compiler, tests, scratch);
  }

  private List<Mount> mounts(Optional<MavenRunner> maven) {
    List<Mount> mounts = new ArrayList<>();
    maven.ifPresent(runner -> mounts.addAll(runner.repositories()));
    Path out = folder.resolve("out");
    Path junit = shared.resolve("junit");
    try {
      Files.createDirectories(out);
      Files.createDirectories(junit);
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + out + ": " + e.getMessage(), e);
    }
    mounts.add(Mount.readOnly(out));
    mounts.add(Mount.readOnly(junit));
    mounts.add(Mount.writable(tree.root()));
    return mounts;
  }

  /** JUnit 5's engines run JUnit 3 and 4 tests, but only over a JUnit of at least 4.12. */
  private static List<Path> modernized(List<Path> classPath, JUnitTools tools) {
    if (!tools.present()) {
      return classPath;
    }
    List<Path> modern = new ArrayList<>();
    boolean old = false;
    for (Path entry : classPath) {
      String name = String.valueOf(entry.getFileName());
      if (name.matches(
          "junit(-dep)?-(3\\..*|4\\.\\d(\\D.*)?|4\\.1[01](\\D.*)?)\\.jar|junit\\.jar")) {
        old = true;
      } else {
        modern.add(entry);
      }
    }
    if (old) {
      modern.addAll(tools.junit4());
    }
    return modern;
  }

  private List<Path> jarsInTree() {
    try (Stream<Path> files = Files.walk(tree.root(), 6)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().contains("wrapper"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(MAX_CLASSPATH_JARS)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String in(String module, String name) {
    return module.isEmpty() ? name : module + "/" + name;
  }
}
