package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A patch as the gates look at it, parsed once for all of them.
 *
 * @param task what is to be repaired
 * @param patch the change
 * @param sources its changes of Java sources
 */
record Inspection(RepairTask task, Patch patch, List<JavaChange> sources) {

  private static final Pattern TEST_PATH =
      Pattern.compile(
          "(?:.*/)?(?:test|tests|androidtest|integrationtest|testfixtures|it)/.*"
              + "|.*[^/](?:test|tests|testcase)\\.(?:java|kt|groovy|scala)");

  Inspection {
    sources = List.copyOf(sources);
  }

  static Inspection of(RepairTask task, Patch patch, ParsedTexts parsed) {
    return new Inspection(
        task,
        patch,
        patch.changes().stream()
            .filter(change -> change.path().endsWith(".java"))
            .map(change -> JavaChange.of(change, isTest(task, change), parsed))
            .toList());
  }

  /** The changed files. */
  List<FileChange> changes() {
    return patch.changes();
  }

  /** Whether a change is one of a test, by what the repository knows or by its path. */
  static boolean isTest(RepairTask task, FileChange change) {
    return task.snapshot()
        .file(change.path())
        .map(SourceFile::test)
        .orElseGet(() -> TEST_PATH.matcher(change.path().toLowerCase(Locale.ROOT)).matches());
  }
}
