package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out how a project builds itself, and with what of this host that can be run. */
final class OwnBuilds {
  private final Snapshot snapshot;
  private final WorkTree tree;
  private final ProjectLayout layout;
  private final Path folder;
  private final SandboxSession sandbox;
  private final Duration suiteTime;
  private final Limits limits;
  private final Jdk jdk;
  private final Optional<MavenRunner> maven;

  OwnBuilds(
      Snapshot snapshot,
      WorkTree tree,
      ProjectLayout layout,
      Toolchain toolchain,
      Path shared,
      Path folder,
      SandboxSession sandbox,
      Limits limits,
      Duration suiteTime) {
    this.snapshot = snapshot;
    this.tree = tree;
    this.layout = layout;
    this.folder = folder;
    this.sandbox = sandbox;
    this.suiteTime = suiteTime;
    this.jdk = toolchain.jdkFor(layout.release());
    this.limits = limits;
    this.maven =
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
  }

  /** Maven, which also fetches what no project's own build asks for. */
  Optional<MavenRunner> maven() {
    return maven;
  }

  /** What every program needs to see to use what was fetched. */
  List<Mount> mounts() {
    return maven.map(MavenRunner::repositories).orElse(List.of());
  }

  /** The project's own build, where it has one that can be run. */
  Optional<ProjectBuild> own() {
    return hasPom() ? maven.map(this::mavenBuild) : gradle();
  }

  /** Why there is none. */
  String whyNone() {
    if (hasPom()) {
      return "there is no Maven here, so it was built without";
    }
    return hasGradle()
        ? "there is no Gradle here, so it was built without"
        : "the project has no build that is known";
  }

  private boolean hasGradle() {
    return snapshot.files().stream()
        .anyMatch(file -> file.path().matches("(.*/)?build\\.gradle(\\.kts)?"));
  }

  private Optional<ProjectBuild> gradle() {
    Path user = Path.of(System.getProperty("user.home"));
    return hasGradle()
        ? GradleRunner.installed(user)
            .map(
                home -> {
                  Path state = made("gradle");
                  GradleRunner runner =
                      new GradleRunner(
                          home,
                          jdk,
                          tree.root(),
                          state,
                          user.resolve(".gradle/caches"),
                          sandbox,
                          limits);
                  return new GradleBuild(runner, tree.root(), layout.module(), state, suiteTime);
                })
        : Optional.empty();
  }

  private boolean hasPom() {
    String module = layout.module();
    return snapshot.file(module.isEmpty() ? "pom.xml" : module + "/pom.xml").isPresent();
  }

  private ProjectBuild mavenBuild(MavenRunner runner) {
    PomTree poms = PomTree.of(snapshot, made("poms"));
    return new MavenBuild(
        runner,
        new MavenFetch(runner, poms, made("wanted"), sandbox),
        tree.root(),
        layout.module(),
        testClasses(),
        new RaisedPoms(snapshot, tree),
        suiteTime);
  }

  /** The module's test classes by their sources. */
  private List<String> testClasses() {
    return layout.testRoots().stream()
        .flatMap(
            root ->
                snapshot.files().stream()
                    .filter(SourceFile::isJava)
                    .map(SourceFile::path)
                    .filter(path -> path.startsWith(root + "/"))
                    .map(path -> path.substring(root.length() + 1, path.length() - 5))
                    .map(path -> path.replace('/', '.')))
        .filter(IncrementalBuild::isTestName)
        .toList();
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + folder.resolve(name) + ": " + e, e);
    }
  }
}
