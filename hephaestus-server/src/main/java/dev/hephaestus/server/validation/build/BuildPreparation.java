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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a work tree to the point where candidates can be judged: by what is known of it already,
 * else by the project's own build where that still works, else without it.
 */
public final class BuildPreparation {
  /** How long each of the two runs of the tests may take before there is a candidate. */
  private static final Duration BASELINE_TIME = Duration.ofSeconds(20);

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
  private final JUnitTools tools;
  private final Libraries libraries;
  private final BuildFaults faults;
  private final Optional<MavenRunner> maven;
  private final OwnBuilds builds;
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
    this.tools = new JUnitTools(shared.resolve("junit"));
    this.libraries = new Libraries(tools);
    this.builds =
        new OwnBuilds(
            snapshot, tree, layout, toolchain, shared, folder, sandbox, limits, suiteTime);
    this.maven = builds.maven();
    this.faults = new BuildFaults(shared.resolve("faults"));
  }

  /** Fetches, builds and tests the code as it is. */
  public PreparedBuild prepare(Progress progress) {
    if (!tools.present() && maven.isPresent()) {
      progress.report("fetching JUnit");
      junitFault = tools.fetch(maven.get(), sandbox);
    }
    List<Mount> mounts = mounts();
    Optional<ProjectBuild> own = builds.own();
    BaselineCache cache = new BaselineCache(shared.resolve("baselines"));
    String key =
        BaselineCache.key(
            snapshot,
            List.of(
                layout.module(),
                own.map(ProjectBuild::name).orElse("none"),
                tools.present() ? "tests" : "no tests"));
    Optional<BuildRecord> known = cache.load(key, output("classes"));
    if (known.isPresent() && !known.get().leftOut().contains(faultFile)) {
      progress.report("this state was built and tested before");
      return assembled(known.get(), own, mounts);
    }
    return own.isPresent()
        ? byOwnBuild(own.get(), mounts, new Keeping(cache, key, true), progress)
        : plain(
            builds.whyNone(), declared(progress), mounts, new Keeping(cache, key, true), progress);
  }

  /** Where what is found out is kept, if it is to be. */
  private record Keeping(BaselineCache cache, String key, boolean wanted) {
    Keeping onlyIf(boolean condition) {
      return new Keeping(cache, key, wanted && condition);
    }
  }

  private PreparedBuild byOwnBuild(
      ProjectBuild build, List<Mount> mounts, Keeping keeping, Progress progress) {
    String faultKey = BuildFaults.key(snapshot, build.name(), layout.module());
    Optional<String> fault = faults.known(faultKey);
    ProjectBuild.Result result;
    if (fault.isPresent()) {
      result = ProjectBuild.Result.failed(fault.get(), build.classPathOnly(progress), false);
    } else {
      progress.report("building with " + build.name());
      result = build.baseline(progress);
    }
    if (!result.compiled() || result.classPath().isEmpty()) {
      boolean isOfBuild = !result.mayPass() && !result.complaint().contains("COMPILATION ERROR");
      if (fault.isEmpty() && isOfBuild) {
        faults.remember(faultKey, result.complaint());
      }
      List<Path> classPath =
          result.classPath().isEmpty() && fault.isEmpty()
              ? build.classPathOnly(progress)
              : result.classPath();
      String note = "the project's own build does not run: " + result.complaint();
      return plain(note, classPath, mounts, keeping.onlyIf(!result.mayPass()), progress);
    }
    BuildRecord record = recordOf(build, result);
    PreparedBuild.Fast fast = fast(record, Optional.of(build), mounts);
    progress.report("running the tests a second time");
    List<String> order = order(fast.incremental());
    result
        .tests()
        .ifPresentOrElse(
            tests -> fast.tests().second(tests, order, time()),
            () -> fast.tests().run(order, time()));
    return kept(record, fast, Optional.of(build), mounts, keeping.onlyIf(!result.mayPass()));
  }

  /** Foreign code can write where a build puts its classes, so they are copied. */
  private BuildRecord recordOf(ProjectBuild build, ProjectBuild.Result result) {
    Path main = output("classes/main");
    Path test = output("classes/test");
    List<String> needed = new ArrayList<>();
    try {
      ClassFolders.copy(build.mainClasses(), main);
      ClassFolders.copy(build.testClasses(), test);
      for (Path library : libraries.modernized(result.classPath())) {
        boolean sibling = library.startsWith(tree.root()) && Files.isDirectory(library);
        Path copy = output("classes/sibling-" + needed.size());
        if (sibling) {
          ClassFolders.copy(library, copy);
        }
        needed.add((sibling ? copy : library).toString());
      }
    } catch (IOException e) {
      throw new ValidationException("The classes cannot be copied: " + e.getMessage(), e);
    }
    Jdk jdk = toolchain.jdkFor(layout.release());
    return new BuildRecord(
        build.name(),
        result.testFault().isEmpty()
            ? ""
            : "its tests do not come to their end in its own build, so they were run without: "
                + result.testFault(),
        jdk.feature(),
        layout.release() == ProjectLayout.UNDECLARED
            ? jdk.feature()
            : JavaCompile.supported(layout.release()),
        List.of(),
        List.of(main.toString()),
        List.of(test.toString()),
        needed,
        build.isRaised(),
        result.tests().map(tests -> tests.failures().keySet()).orElse(null),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of());
  }

  /** The jars that are named for a build which cannot be run, and those that lie in the tree. */
  private List<Path> declared(Progress progress) {
    DeclaredLibraries named = new DeclaredLibraries(snapshot, layout);
    if (maven.isEmpty() || named.coordinates().isEmpty()) {
      return List.of();
    }
    progress.report("fetching libraries");
    List<Path> all = new ArrayList<>(Libraries.jarsBelow(tree.root()));
    all.addAll(named.fetch(maven.get(), made(folder.resolve("named")), sandbox));
    return all;
  }

  private PreparedBuild plain(
      String note, List<Path> classPath, List<Mount> mounts, Keeping keeping, Progress progress) {
    progress.report("compiling without the project's own build");
    PlainBuild.Result result;
    try (JavaCompile javac = new JavaCompile(layout.encoding())) {
      result =
          new PlainBuild(snapshot, tree, layout, javac)
              .compile(faultFile, libraries.guessed(classPath, tree.root()), output("classes"));
    }
    if (result.project().isEmpty()) {
      String fault =
          result.faults().stream().findFirst().map(f -> "; javac: " + f.message()).orElse("");
      return new PreparedBuild(
          new Baseline("javac", false, 0, List.of(), note + fault),
          Optional.empty(),
          Optional.empty(),
          mounts);
    }
    CompiledProject project = result.project().get();
    int left = project.leftOut().size();
    Jdk jdk = toolchain.jdkFor(project.release());
    BuildRecord record =
        new BuildRecord(
            "javac for Java " + project.release() + " and JUnit on Java " + jdk.feature(),
            note
                + (left == 0 ? "" : "; " + left + " sources do not compile and were left out")
                + (junitFault.isEmpty() ? "" : "; " + junitFault),
            jdk.feature(),
            project.release(),
            project.leftOut(),
            strings(project.mainClasses()),
            strings(project.testClasses()),
            strings(project.libraries()),
            false,
            null,
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of());
    PreparedBuild.Fast fast = fast(record, Optional.empty(), mounts);
    List<String> order = order(fast.incremental());
    progress.report("running " + order.size() + " test classes");
    fast.tests().run(order, time());
    return kept(record, fast, Optional.empty(), mounts, keeping);
  }

  private PreparedBuild kept(
      BuildRecord record,
      PreparedBuild.Fast fast,
      Optional<ProjectBuild> own,
      List<Mount> mounts,
      Keeping keeping) {
    BuildRecord known = record.with(fast.tests().known());
    if (keeping.wanted()) {
      keeping.cache().keep(keeping.key(), known, output("classes"));
    }
    return prepared(known, fast, own, mounts);
  }

  private PreparedBuild assembled(
      BuildRecord record, Optional<ProjectBuild> own, List<Mount> mounts) {
    if (record.raised()) {
      own.ifPresent(ProjectBuild::raise);
    }
    boolean byOwn = own.filter(build -> build.name().equals(record.build())).isPresent();
    if (byOwn) {
      own.ifPresent(build -> layBack(record, build));
    }
    return prepared(record, fast(record, byOwn ? own : Optional.empty(), mounts), own, mounts);
  }

  /** Tests may look for the classes where the build puts them, as they did in the baseline. */
  private void layBack(BuildRecord record, ProjectBuild build) {
    try {
      lay(paths(record.mainClasses()), build.mainClasses());
      lay(paths(record.testClasses()), build.testClasses());
    } catch (IOException e) {
      throw new ValidationException("The classes cannot be laid back: " + e.getMessage(), e);
    }
    sandbox.handOver(tree.root());
  }

  /** Only where nothing is yet: what the repository has there stays, and no link is followed. */
  private void lay(List<Path> from, Path to) throws IOException {
    Path existing = to;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = Objects.requireNonNull(existing.getParent());
    }
    boolean inside = existing.toRealPath().equals(existing) && existing.startsWith(tree.root());
    if (inside && !existing.equals(to) && !from.isEmpty()) {
      ClassFolders.copy(from.get(0), to);
    }
  }

  private static PreparedBuild prepared(
      BuildRecord record, PreparedBuild.Fast fast, Optional<ProjectBuild> own, List<Mount> mounts) {
    Set<String> ownFailing = record.ownFailing();
    Baseline baseline =
        new Baseline(
            record.build(),
            true,
            record.ran().size(),
            record.failing().stream().sorted().toList(),
            record.flaky().stream().sorted().toList(),
            record.note());
    return new PreparedBuild(
        baseline,
        Optional.of(fast),
        ownFailing == null
            ? Optional.empty()
            : own.map(build -> new PreparedBuild.OwnBuild(build::test, ownFailing)),
        mounts);
  }

  private PreparedBuild.Fast fast(
      BuildRecord record, Optional<ProjectBuild> own, List<Mount> mounts) {
    CompiledProject project =
        new CompiledProject(
            layout,
            paths(record.mainClasses()),
            paths(record.testClasses()),
            paths(record.libraries()),
            record.release(),
            record.leftOut());
    Path scratch = made(folder.resolve("scratch"));
    Jdk jdk = toolchain.jdkFor(record.jdk());
    maven.ifPresent(runner -> tools.fetchTestNg(runner, sandbox, project.libraries()));
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
    IncrementalBuild alone = incremental(project, Optional.empty(), tests, scratch);
    IncrementalBuild incremental = alone;
    if (own.isPresent() && !alone.compilesAlone(faultFile)) {
      alone.close();
      incremental = incremental(project, own, tests, scratch);
    }
    return new PreparedBuild.Fast(incremental, new TestBaseline(incremental, record.tests()));
  }

  private IncrementalBuild incremental(
      CompiledProject project, Optional<ProjectBuild> own, ModuleTests tests, Path scratch) {
    return new IncrementalBuild(
        snapshot, tree, project, new JavaCompile(layout.encoding()), own, tests, scratch);
  }

  /** The nearest first, so that what is come to in time is what tells most. */
  private List<String> order(IncrementalBuild incremental) {
    return incremental.testsByDistance(List.of(faultFile)).stream().flatMap(List::stream).toList();
  }

  private Duration time() {
    return suiteTime.compareTo(BASELINE_TIME) < 0 ? suiteTime : BASELINE_TIME;
  }

  private List<Mount> mounts() {
    List<Mount> mounts = new ArrayList<>(builds.mounts());
    mounts.add(Mount.readOnly(output("")));
    mounts.add(Mount.readOnly(made(shared.resolve("junit"))));
    mounts.add(Mount.writable(tree.root()));
    return mounts;
  }

  private Path output(String name) {
    return made(folder.resolve("out").resolve(name));
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + path + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }

  private static List<String> strings(List<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }
}
