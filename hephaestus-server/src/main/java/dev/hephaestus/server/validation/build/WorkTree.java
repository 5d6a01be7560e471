package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceText;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.sandbox.GuardedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot laid out as files, to which candidates are applied and taken back.
 *
 * <p><i>Shape:</i> what ran in the sandbox may have put links anywhere in the tree, and may still
 * do so, so every write is made in a way that stays inside.
 *
 * <p><i>Threads:</i> one at a time.
 */
public final class WorkTree {
  private final Snapshot snapshot;
  private final Path root;
  private final GuardedFolder guarded;
  private final List<String> changed = new ArrayList<>();
  private final Map<String, byte[]> kept = new HashMap<>();

  /**
   * Exports a snapshot.
   *
   * @param root an empty folder, without symbolic links in its path
   */
  public WorkTree(Snapshot snapshot, Path root) {
    this.snapshot = snapshot;
    this.root = root;
    this.guarded = new GuardedFolder(root);
    snapshot.exportTo(root);
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** Where a file of the repository is. */
  Path resolve(String path) {
    return root.resolve(path);
  }

  /** Writes the changed files. */
  public void apply(List<FileChange> changes) {
    for (FileChange change : changes) {
      changed.add(change.path());
      write(change.path(), encoding(change.path()).encode(change.after()));
    }
  }

  /** Writes a file that the snapshot does not have. */
  public void add(String path, String text) {
    changed.add(path);
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file of the snapshot otherwise, for as long as the tree stands. */
  void keep(String path, String text) {
    byte[] bytes = encoding(path).encode(text);
    kept.put(path, bytes);
    write(path, bytes);
  }

  /** Puts back every file that was written since, but for what is kept. */
  public void restore() {
    for (String path : List.copyOf(changed)) {
      byte[] standing = kept.get(path);
      if (standing != null) {
        write(path, standing);
      } else if (snapshot.file(path).isPresent()) {
        write(path, snapshot.bytes(path));
      } else {
        delete(path);
      }
    }
    changed.clear();
  }

  /** Sources are written as they were read; new ones as UTF-8. */
  private SourceText.Encoding encoding(String path) {
    return snapshot.file(path).isEmpty()
        ? SourceText.Encoding.UTF_8
        : SourceText.of(snapshot.bytes(path)).encoding();
  }

  private void write(String path, byte[] bytes) {
    try {
      guarded.write(inside(path), bytes);
    } catch (IOException e) {
      throw new ValidationException("Cannot write " + path + " in the work tree: " + e, e);
    }
  }

  private void delete(String path) {
    try {
      guarded.delete(inside(path));
    } catch (IOException e) {
      throw new ValidationException("Cannot remove " + path + " from the work tree: " + e, e);
    }
  }

  private Path inside(String path) {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new ValidationException("Refused: " + path + " leads out of the work tree");
    }
    return root.relativize(file);
  }
}
