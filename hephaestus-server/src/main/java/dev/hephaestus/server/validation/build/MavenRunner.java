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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Maven in the sandbox: to fetch, with the network and a repository of our own that it may
 * write to; to build, without network and with everything but the work tree read-only.
 *
 * <p><i>Shape:</i> the user's local repository is the tail of ours (Maven 3.9 reads through to it
 * and never writes there). Fetching is confined too. The settings of the user and of the
 * installation are shown without credentials when building.
 */
final class MavenRunner {
  private static final Logger LOG = LoggerFactory.getLogger(MavenRunner.class);
  private static final long HEAP_SHARE = 4;

  private final MavenInstallation maven;
  private final Jdk jdk;
  private final Toolchain toolchain;
  private final Path repository;
  private final List<Setting> settings;
  private final SandboxSession sandbox;
  private final Limits limits;
  private final boolean tail;

  /**
   * Maven for one work tree.
   *
   * @param repository our own local repository, shared by all work trees
   * @param folder a folder of this session's own
   */
  MavenRunner(
      MavenInstallation maven,
      Jdk jdk,
      Toolchain toolchain,
      Path repository,
      Path folder,
      SandboxSession sandbox,
      Limits limits) {
    this.maven = maven;
    this.jdk = jdk;
    this.toolchain = toolchain;
    this.repository = repository;
    this.sandbox = sandbox;
    this.limits = limits;
    this.tail =
        Files.isDirectory(toolchain.localRepository())
            && sandbox.canRead(toolchain.localRepository());
    List<Path> files =
        Stream.of(toolchain.settings(), maven.settings()).flatMap(Optional::stream).toList();
    this.settings =
        Stream.of(
                toolchain.settings().map(file -> Setting.of("--settings", file, files, folder)),
                maven.settings().map(file -> Setting.of("--global-settings", file, files, folder)))
            .flatMap(Optional::stream)
            .toList();
    try {
      Files.createDirectories(repository);
    } catch (IOException e) {
      throw new ValidationException(
          "The dependency cache " + repository + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** A file with settings, as the phase that fetches and as a build may see it. */
  private record Setting(String option, Path fetching, Path building) {
    static Setting of(String option, Path file, List<Path> all, Path folder) {
      String name = option.substring(2);
      return new Setting(
          option,
          MavenSettings.forFetching(file, all, folder.resolve(name + "-fetching.xml")),
          MavenSettings.withoutSecrets(file, folder.resolve(name + ".xml")));
    }
  }

  String name() {
    return "Maven " + maven.version() + " on Java " + jdk.feature();
  }

  /** Whether a build with tests has ever run over one of the local repositories. */
  boolean hasBuiltBefore() {
    String surefire = "org/apache/maven/plugins/maven-surefire-plugin";
    return Files.isDirectory(repository.resolve(surefire))
        || (tail && Files.isDirectory(toolchain.localRepository().resolve(surefire)));
  }

  /** Builds without network. */
  Outcome build(Path project, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--offline"));
    all.addAll(arguments);
    return run(project, all, false, limits);
  }

  /** Builds without network, and not for longer than a time. */
  Outcome build(Path project, List<String> arguments, Duration time) {
    List<String> all = new ArrayList<>(List.of("--offline"));
    all.addAll(arguments);
    return run(project, all, false, limits.within(time));
  }

  /** Resolves with the network. */
  Outcome fetch(Path project, List<String> arguments) {
    sandbox.handOver(repository);
    return run(project, arguments, true, limits);
  }

  /** Where the jar of {@code group:artifact:version} is, when it was fetched. */
  Optional<Path> jar(String coordinates) {
    List<String> parts = List.of(coordinates.split(":", -1));
    String file =
        "%s/%s/%s/%s-%s.jar"
            .formatted(
                parts.get(0).replace('.', '/'),
                parts.get(1),
                parts.get(2),
                parts.get(1),
                parts.get(2));
    return Stream.of(repository, toolchain.localRepository())
        .filter(root -> tail || root.equals(repository))
        .map(root -> root.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What a program needs to see to use the jars that Maven found. */
  List<Mount> repositories() {
    List<Mount> mounts = new ArrayList<>(List.of(Mount.readOnly(repository)));
    if (tail) {
      mounts.add(Mount.readOnly(toolchain.localRepository()));
    }
    return mounts;
  }

  private Outcome run(Path project, List<String> arguments, boolean network, Limits within) {
    List<Mount> mounts = new ArrayList<>(List.of(Mount.readOnly(jdk.home())));
    maven.programs().forEach(program -> mounts.add(Mount.readOnly(program)));
    if (tail) {
      mounts.add(Mount.readOnly(toolchain.localRepository()));
    }
    mounts.add(new Mount(repository, repository, network));
    mounts.add(Mount.writable(project));
    List<String> all = new ArrayList<>(List.of("--batch-mode", "-Dstyle.color=never"));
    all.add("-Dmaven.repo.local=" + repository);
    if (maven.isAtLeast(3, 9, 0) && tail) {
      all.add("-Dmaven.repo.local.tail=" + toolchain.localRepository());
    }
    if (maven.isAtLeast(3, 6, 1)) {
      all.add("--no-transfer-progress");
    }
    for (Setting setting : settings) {
      Path shown = network ? setting.fetching() : setting.building();
      mounts.add(Mount.readOnly(shown));
      all.addAll(List.of(setting.option(), shown.toString()));
    }
    all.addAll(arguments);
    List<String> jvm =
        List.of(
            "-Xmx" + ((limits.memoryBytes() / HEAP_SHARE) >> 20) + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.home=/tmp");
    Outcome outcome =
        sandbox.run(
            new Command(
                maven.command(jdk, project, jvm, all),
                project,
                Map.of("JAVA_HOME", jdk.home().toString(), "MAVEN_HOME", maven.home().toString()),
                mounts,
                network,
                within));
    LOG.debug(
        "{} ms: Maven {} {}",
        outcome.elapsed().toMillis(),
        network ? "with network" : "offline",
        arguments);
    return outcome;
  }
}
