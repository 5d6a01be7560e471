package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.sandbox.Command;
import dev.hephaestus.server.validation.sandbox.Limits;
import dev.hephaestus.server.validation.sandbox.Mount;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs an installed Gradle in the sandbox, without network; the user's cache of dependencies is
 * only read.
 *
 * <p><i>Source:</i> the Gradle user manual on the shared read-only dependency cache.
 */
final class GradleRunner implements GradleBuild.Runner {
  private final Path home;
  private final Jdk jdk;
  private final Path tree;
  private final Path folder;
  private final Path cache;
  private final SandboxSession sandbox;
  private final Limits limits;

  /**
   * Gradle for one work tree.
   *
   * @param home where it is installed
   * @param folder an existing folder of its own, for its state
   * @param cache the user's {@code .gradle/caches}, which need not exist
   */
  GradleRunner(
      Path home,
      Jdk jdk,
      Path tree,
      Path folder,
      Path cache,
      SandboxSession sandbox,
      Limits limits) {
    this.home = home;
    this.jdk = jdk;
    this.tree = tree;
    this.folder = folder;
    this.cache = cache;
    this.sandbox = sandbox;
    this.limits = limits;
  }

  /** Where a distribution, a package or SDKMAN puts it. */
  static Optional<Path> installed(Path userHome) {
    return List.of(
            Path.of("/opt/gradle"),
            Path.of("/usr/share/gradle"),
            userHome.resolve(".sdkman/candidates/gradle/current"))
        .stream()
        .filter(candidate -> Files.isExecutable(candidate.resolve("bin/gradle")))
        .findFirst();
  }

  @Override
  public String name() {
    return "Gradle on Java " + jdk.feature();
  }

  @Override
  public Path cache() {
    return cache;
  }

  @Override
  public Outcome run(List<String> arguments, Duration time) {
    sandbox.handOver(folder);
    List<Mount> mounts = new ArrayList<>(List.of(Mount.readOnly(jdk.home()), Mount.readOnly(home)));
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", jdk.home().toString());
    environment.put("GRADLE_USER_HOME", folder.toString());
    if (Files.isDirectory(cache) && sandbox.canRead(cache)) {
      mounts.add(Mount.readOnly(cache));
      environment.put("GRADLE_RO_DEP_CACHE", cache.toString());
    }
    mounts.add(Mount.writable(folder));
    mounts.add(Mount.writable(tree));
    List<String> line = new ArrayList<>(List.of("/bin/sh", home.resolve("bin/gradle").toString()));
    line.addAll(arguments);
    return sandbox.run(new Command(line, tree, environment, mounts, false, limits.within(time)));
  }
}
