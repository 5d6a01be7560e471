package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Map;
import java.util.TreeMap;

/**
 * The code that a fix rests on: the files of the calls that were logged, and those that it changes.
 *
 * @param blobs Git's ids of their contents, by path; empty for one that is not there
 */
record Footing(Map<String, String> blobs) {

  Footing {
    blobs = Map.copyOf(blobs);
  }

  static Footing of(RepairTask task, Patch patch) {
    Map<String, String> blobs = new TreeMap<>();
    task.localization()
        .frames()
        .forEach(frame -> put(blobs, task.snapshot(), frame.method().path()));
    for (FileChange change : patch.changes()) {
      put(blobs, task.snapshot(), change.path());
    }
    return new Footing(blobs);
  }

  private static void put(Map<String, String> blobs, Snapshot snapshot, String path) {
    blobs.put(path, blob(snapshot, path));
  }

  private static String blob(Snapshot snapshot, String path) {
    return snapshot.file(path).map(SourceFile::blobId).orElse("");
  }

  /** Whether the code is the same in a snapshot. */
  boolean standsIn(Snapshot snapshot) {
    return !blobs.isEmpty()
        && blobs.entrySet().stream()
            .allMatch(entry -> blob(snapshot, entry.getKey()).equals(entry.getValue()));
  }
}
