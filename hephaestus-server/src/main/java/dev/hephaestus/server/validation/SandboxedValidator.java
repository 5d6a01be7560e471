package dev.hephaestus.server.validation;

import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.validation.build.BuildPreparation;
import dev.hephaestus.server.validation.build.PreparedBuild;
import dev.hephaestus.server.validation.build.WorkTree;
import dev.hephaestus.server.validation.reproduction.Reproducer;
import dev.hephaestus.server.validation.sandbox.EscapeListener;
import dev.hephaestus.server.validation.sandbox.Sandbox;
import dev.hephaestus.server.validation.sandbox.SandboxFinder;
import dev.hephaestus.server.validation.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges candidates in a sandbox on this host.
 *
 * <p><i>Shape:</i> foreign code runs in the sandbox only. The server's own process compiles
 * sources, without annotation processors, and reads reports. Where there is no sandbox that works,
 * nothing is run at all, and no verdict is above <i>compiles</i>.
 */
public final class SandboxedValidator implements Validator {
  /** A server that was killed leaves its work trees; another one may still use younger ones. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private final ValidationSettings settings;
  private final Sandbox sandbox;
  private final EscapeListener escapes;

  /**
   * A validator with the best sandbox of this host, which tells nobody of escapes.
   *
   * @throws ValidationException when the work directory cannot be written
   */
  public SandboxedValidator(ValidationSettings settings) {
    this(settings, new SandboxFinder(), EscapeListener.NONE);
  }

  /**
   * A validator with the best sandbox that a finder finds.
   *
   * @param escapes told of what foreign code tries and is refused
   * @throws ValidationException when the work directory cannot be written
   */
  public SandboxedValidator(
      ValidationSettings settings, SandboxFinder finder, EscapeListener escapes) {
    this.settings = settings;
    this.escapes = escapes;
    this.sandbox = finder.find(directory("probe"));
    Folders.deleteOlderThan(directory("runs"), Instant.now().minus(LEFT_BEHIND));
  }

  /** The sandbox that it uses, for people. */
  public String sandboxName() {
    return sandbox.name();
  }

  /** Whether it runs anything; where not, it only compiles. */
  public boolean runs() {
    return sandbox.confines();
  }

  @Override
  public Workbench open(RepairTask task, Progress progress) {
    return open(task, progress, true);
  }

  @Override
  public Workbench open(RepairTask task, Reproduction known, Progress progress) {
    Workbench workbench = open(task, progress, false);
    Draft.Test test = new Draft.Test(known.path(), known.source(), Cost.NONE, Optional.empty());
    boolean shows = false;
    try {
      shows = workbench.adopt(test) instanceof Adoption.Adopted;
    } finally {
      if (!shows) {
        workbench.close();
      }
    }
    return shows ? workbench : open(task, progress);
  }

  private Workbench open(RepairTask task, Progress progress, boolean search) {
    Path folder = newFolder();
    SandboxSession session = new SandboxSession(sandbox, folder, escapes);
    try {
      return prepare(task, progress, search, folder, session);
    } catch (RuntimeException e) {
      session.close();
      Folders.delete(folder);
      throw e;
    }
  }

  private Workbench prepare(
      RepairTask task, Progress progress, boolean search, Path folder, SandboxSession session) {
    progress.report("laying out " + task.snapshot().commit());
    WorkTree tree = new WorkTree(task.snapshot(), Folders.make(folder.resolve("tree")));
    session.handOver(tree.root());
    PreparedBuild build =
        new BuildPreparation(
                task.snapshot(),
                tree,
                faultFile(task),
                settings.toolchain(),
                directory("shared"),
                folder,
                session,
                settings.limits(),
                settings.suiteTime())
            .prepare(progress);
    Optional<Reproducer> reproducer =
        build
            .incremental()
            .map(
                incremental ->
                    new Reproducer(
                        task,
                        incremental,
                        build.baseline().failing(),
                        session,
                        build.mounts(),
                        Folders.make(folder.resolve("reproduction")),
                        settings.limits().within(settings.searchTime())));
    return new SandboxedWorkbench(
        task,
        tree,
        build,
        reproducer.filter(any -> search).map(found -> found.reproduce(progress)),
        reproducer.flatMap(Reproducer::neighbours),
        settings,
        session,
        folder,
        progress);
  }

  private static String faultFile(RepairTask task) {
    return Stream.concat(
            task.localization().frames().stream().map(ProjectFrame::method),
            task.localization().suspects().stream().map(Suspect::method))
        .map(method -> method.path())
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationException(
                    "There is nothing to validate: the record points to no source of the repository"));
  }

  private Path newFolder() {
    try {
      return Files.createTempDirectory(directory("runs"), "run").toRealPath();
    } catch (IOException e) {
      throw new ValidationException(
          "The work directory "
              + settings.workDirectory()
              + " cannot be written: "
              + e.getMessage(),
          e);
    }
  }

  private Path directory(String name) {
    return Folders.make(settings.workDirectory().toAbsolutePath().resolve(name));
  }
}
