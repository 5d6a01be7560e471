package dev.hephaestus.server.cli;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.delivery.BaseTree;
import dev.hephaestus.server.delivery.BranchDelivery;
import dev.hephaestus.server.delivery.FileEdit;
import dev.hephaestus.server.delivery.PatchedFiles;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.Fingerprinter;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StackTraceText;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.pipeline.Outcome;
import dev.hephaestus.server.repository.RepositoryAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a fix where the command line says: into the work tree, or on a branch. */
public final class FixDestination {
  private static final Logger log = LoggerFactory.getLogger(FixDestination.class);
  private static final Duration REMOTE_LIMIT = Duration.ofSeconds(60);
  private static final int TRACE_FRAMES = 20;

  private final Fingerprinter fingerprinter = new Fingerprinter();
  private final Ids ids;
  private final Clock clock;
  private final Path folder;
  private final RepositoryAccess access;

  /**
   * Destinations of this machine and of Git remotes.
   *
   * @param folder where passing files may be written
   */
  public FixDestination(Ids ids, Clock clock, Path folder, RepositoryAccess access) {
    this.ids = ids;
    this.clock = clock;
    this.folder = folder;
    this.access = access;
  }

  /** Writes the fix and its test into the work tree, all or nothing, and returns the paths. */
  List<String> apply(Fault fault, Outcome.Fixed fixed) {
    Path workTree = workTree(fault);
    BaseTree files = new WorkTree(workTree);
    List<FileEdit> edits =
        PatchedFiles.on(files, solution(fault, fixed), "the work tree " + workTree);
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (FileEdit edit : edits) {
        Path target = workTree.resolve(edit.path());
        written.put(beside(target, edit), target);
      }
      // Everything is on disk before the first file is replaced.
      for (Map.Entry<Path, Path> entry : written.entrySet()) {
        Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      written.keySet().forEach(FixDestination::discard);
      throw new UsageException("The fix could not be written: " + e.getMessage(), e);
    }
    return edits.stream().map(FileEdit::path).toList();
  }

  /** Commits the fix and its test on a branch and returns where that is. */
  String commit(Fault fault, Outcome.Fixed fixed, String branch) {
    return new BranchDelivery(folder, access, solution -> branch, REMOTE_LIMIT)
        .deliver(solution(fault, fixed))
        .link();
  }

  private static Path workTree(Fault fault) {
    Path given = Path.of(fault.repository().location()).toAbsolutePath();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(given.toFile());
    if (!Files.isDirectory(given) || builder.getGitDir() == null) {
      throw new UsageException("--apply needs a local work tree, which " + given + " is not.");
    }
    try (var repository = builder.build()) {
      if (repository.isBare()) {
        throw new UsageException("--apply needs a work tree, and " + given + " is bare.");
      }
      return repository.getWorkTree().toPath();
    } catch (IOException e) {
      throw new UsageException("The repository " + given + " cannot be read.", e);
    }
  }

  /** Writes the new content beside its target and returns where. */
  private static Path beside(Path target, FileEdit edit) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    Path fresh = target.resolveSibling(target.getFileName() + ".hephaestus");
    Files.write(fresh, edit.content());
    if (Files.exists(target)) {
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
    }
    return fresh;
  }

  private static void discard(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      log.warn("{} could not be removed", fresh, e);
    }
  }

  private Solution solution(Fault fault, Outcome.Fixed fixed) {
    LogRecord record = fault.record();
    return new Solution(
        ids.next(),
        "",
        "",
        fingerprinter.fingerprint(record, List.of()).hex(),
        fingerprinter.title(record),
        fixed.candidate().cause(),
        fixed.candidate().patch(),
        fixed.verdict(),
        fixed.candidate().origin(),
        fault.repository(),
        fixed.commit(),
        StackTraceText.print(record, TRACE_FRAMES),
        clock.instant(),
        fixed.confidence());
  }
}
