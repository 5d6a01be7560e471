package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.SourceFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses a patch none of whose changes is in code that the record points to.
 *
 * <p><i>Shape:</i> such code is the suspects', the logged calls' and what was shown to the
 * proposer. A patch that also changes other sources passes; it is the size that bounds it.
 */
final class UnrelatedCode implements Gate {

  @Override
  public String name() {
    return "unrelated code";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    RepairTask task = patch.task();
    Set<String> related = new HashSet<>();
    Stream.of(
            task.localization().suspects().stream().map(suspect -> suspect.method().path()),
            task.localization().frames().stream().map(frame -> frame.method().path()),
            task.context().parts().stream().map(part -> part.path()))
        .flatMap(paths -> paths)
        .filter(path -> !task.snapshot().file(path).map(SourceFile::test).orElse(false))
        .forEach(related::add);
    return related.isEmpty()
            || patch.changes().stream().map(FileChange::path).anyMatch(related::contains)
        ? Optional.empty()
        : Optional.of("the patch changes nothing that the logged error points to");
  }
}
