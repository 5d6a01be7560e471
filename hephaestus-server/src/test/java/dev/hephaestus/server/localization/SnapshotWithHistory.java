package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Change;
import dev.hephaestus.server.repository.LeftOut;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A snapshot with a history that a test makes up. */
final class SnapshotWithHistory implements Snapshot {
  private final Snapshot snapshot;
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, String> diffs = new HashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  SnapshotWithHistory(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  SnapshotWithHistory with(String commit, String subject, String path, String diff) {
    changes.add(
        new Change(
            commit, Instant.parse("2026-02-03T04:05:06Z"), "somebody", subject, List.of(path)));
    diffs.put(commit + path, diff);
    return this;
  }

  SnapshotWithHistory without(String path, String reason) {
    leftOut.add(new LeftOut(path, reason));
    return this;
  }

  @Override
  public List<Change> history(int most) {
    return changes.stream().limit(most).toList();
  }

  @Override
  public String diff(Change change, String path) {
    return diffs.getOrDefault(change.commit() + path, "");
  }

  @Override
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  @Override
  public String commit() {
    return snapshot.commit();
  }

  @Override
  public List<SourceFile> files() {
    return snapshot.files();
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return snapshot.file(path);
  }

  @Override
  public byte[] bytes(String path) {
    return snapshot.bytes(path);
  }

  @Override
  public String text(String path) {
    return snapshot.text(path);
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return snapshot.symbols(path);
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return snapshot.bodies(path);
  }

  @Override
  public List<TypeDeclaration> types(String binaryName) {
    return snapshot.types(binaryName);
  }

  @Override
  public void exportTo(Path folder) {
    snapshot.exportTo(folder);
  }
}
