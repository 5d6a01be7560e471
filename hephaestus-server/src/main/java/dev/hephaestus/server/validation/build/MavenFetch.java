package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.Progress;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what a Maven build misses: with the network, on the poms alone.
 *
 * <p><i>Shape:</i> what a build names as missing is fetched together in one run of Maven; a build
 * that has never run here gets all its plugins and dependencies first. It ends when nothing new is
 * named, or when its time is up.
 */
final class MavenFetch {
  static final String DEPENDENCY_PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:";
  private static final Logger LOG = LoggerFactory.getLogger(MavenFetch.class);
  private static final int MAX_ROUNDS = 14;
  private static final int MAX_ARTIFACTS_A_ROUND = 60;
  private static final Duration TIME = Duration.ofSeconds(90);

  /** Where most is there already, what is named as missing is fetched sooner than everything. */
  private static final int NAMED_ROUNDS = 3;

  /** What a test run has no use for. */
  private static final String NOT_NEEDED =
      "-DexcludeArtifactIds=maven-site-plugin,maven-deploy-plugin,maven-install-plugin,"
          + "maven-jar-plugin,maven-clean-plugin,maven-release-plugin";

  private final MavenRunner maven;
  private final PomTree poms;
  private final Path folder;
  private final SandboxSession sandbox;
  private final Set<String> asked = new LinkedHashSet<>();
  private final long started = System.nanoTime();
  private int rounds;
  private boolean cutOff;
  private int named;

  /**
   * Fetches for one work tree.
   *
   * @param folder an existing folder for projects that only name what is wanted
   */
  MavenFetch(MavenRunner maven, PomTree poms, Path folder, SandboxSession sandbox) {
    this.maven = maven;
    this.poms = poms;
    this.folder = folder;
    this.sandbox = sandbox;
    this.named = maven.hasBuiltBefore() ? NAMED_ROUNDS : 0;
  }

  /** Builds until nothing is missing, or what is missing is not to be had. */
  Outcome until(Supplier<Outcome> build, List<String> scope, Progress progress) {
    Outcome outcome = build.get();
    while (isMissingSomething(outcome) && rounds < MAX_ROUNDS && hasTime()) {
      progress.report("fetching dependencies");
      boolean all = rounds++ == named;
      if (all) {
        List<String> arguments = new ArrayList<>(scope);
        arguments.addAll(List.of(DEPENDENCY_PLUGIN + "go-offline", NOT_NEEDED));
        run(arguments);
      } else if (!fetchNamed(outcome.output())) {
        if (rounds > named) {
          break;
        }
        named = rounds; // nothing new is named, so all is fetched next
        continue;
      }
      outcome = build.get();
    }
    return outcome;
  }

  /** Runs Maven's resolution on the poms, with the network; the folder of the poms. */
  Path run(List<String> arguments) {
    sandbox.handOver(poms.root());
    note(maven.fetch(poms.root(), arguments));
    return poms.root();
  }

  /**
   * Whether the build that ended so may end otherwise the next time: by itself, or because it
   * misses what a fault on the way kept from being fetched.
   */
  boolean mayPass(Outcome build) {
    return PassingFault.in(build) || (isMissingSomething(build) && (cutOff || !hasTime()));
  }

  private void note(Outcome fetched) {
    cutOff |= PassingFault.in(fetched);
  }

  private boolean hasTime() {
    return System.nanoTime() - started < TIME.toNanos();
  }

  private boolean fetchNamed(String output) {
    List<String> wanted =
        MissingArtifacts.in(output).stream()
            .filter(asked::add)
            .limit(MAX_ARTIFACTS_A_ROUND)
            .toList();
    if (wanted.isEmpty()) {
      return false;
    }
    LOG.debug("fetching {}", wanted);
    Path project = folder.resolve("wanted-" + rounds);
    try {
      Files.createDirectories(project);
    } catch (IOException e) {
      throw new ValidationException("Cannot make " + project + ": " + e.getMessage(), e);
    }
    PomTree.writeWanted(project, wanted);
    sandbox.handOver(project);
    note(maven.fetch(project, List.of("--fail-at-end", DEPENDENCY_PLUGIN + "resolve")));
    return true;
  }

  private static boolean isMissingSomething(Outcome outcome) {
    return outcome.ending() == Outcome.Ending.EXITED
        && outcome.exitCode() != 0
        && MissingArtifacts.anyIn(outcome.output());
  }
}
