package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * What a snapshot tells of its files beside their symbols; nothing is read before it is asked for.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class SnapshotFacts {

  private final Snapshot snapshot;
  private final CommitHistory history;
  private final ChangeDiff diffs;
  private final FileFacts files;
  private final FileDependencies dependencies;
  private final Lazy<ProjectLayout> layout;

  SnapshotFacts(Snapshot snapshot, Repository git, ObjectId commit) {
    this.snapshot = snapshot;
    this.history = new CommitHistory(git, commit);
    this.diffs = new ChangeDiff(git);
    this.files = new FileFacts(snapshot, history);
    this.dependencies = new FileDependencies(snapshot);
    this.layout = new Lazy<>(() -> LayoutReader.read(snapshot));
  }

  Optional<FileMetadata> metadata(String path) {
    return files.of(path);
  }

  List<Change> history(int most) {
    return history.latest(most);
  }

  String diff(Change change, String path) {
    return diffs.of(change, path);
  }

  ProjectLayout layout() {
    return layout.get();
  }

  List<FileDependency> dependencies(String path) {
    return dependencies.of(path);
  }

  List<FileDependency> dependents(String path) {
    return dependencies.on(path);
  }

  /** What was left out, and the sources with faults that are known. */
  List<LeftOut> withFaults(List<LeftOut> leftOut, Function<SourceFile, Optional<String>> faults) {
    List<LeftOut> all = new ArrayList<>(leftOut);
    for (SourceFile file : snapshot.files()) {
      if (file.language().isSource()) {
        faults.apply(file).ifPresent(fault -> all.add(new LeftOut(file.path(), fault)));
      }
    }
    all.sort(Comparator.comparing(LeftOut::path));
    return List.copyOf(all);
  }
}
