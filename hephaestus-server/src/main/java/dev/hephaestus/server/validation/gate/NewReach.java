package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Refuses a source that reaches further than it did: to the network, to other processes, to files,
 * to other code by name, or to the JVM itself.
 *
 * <p><i>Shape:</i> judged file by file, so that a client may still be repaired in how it connects.
 * A test that shows a fault may look into private parts.
 */
final class NewReach implements Gate {

  @Override
  public String name() {
    return "new reach";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (JavaChange change : patch.sources()) {
      Predicate<String> isOwn = name -> declares(patch.task().snapshot(), name);
      Set<Reach> gained = new TreeSet<>(Reach.of(change.after(), isOwn));
      gained.removeAll(Reach.of(change.before(), isOwn));
      if (change.test()) {
        gained.remove(Reach.REFLECTION);
      }
      if (!gained.isEmpty()) {
        return Optional.of(
            change.path()
                + " would use "
                + gained.iterator().next().label()
                + ", which it did not before");
      }
    }
    return Optional.empty();
  }

  private static boolean declares(Snapshot snapshot, String type) {
    String path = type.replace('.', '/') + ".java";
    return snapshot.files().stream()
        .map(SourceFile::path)
        .anyMatch(file -> file.equals(path) || file.endsWith("/" + path));
  }
}
