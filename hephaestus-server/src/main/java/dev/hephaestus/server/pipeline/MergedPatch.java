package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/**
 * A patch that was made against one commit, for another: where both changed a file, their changes
 * are merged as Git merges them.
 *
 * @param patch the patch; empty where it cannot be had
 * @param obstacle why not, one sentence; empty where it can
 */
record MergedPatch(Optional<Patch> patch, String obstacle) {

  /**
   * Merges.
   *
   * @param head the text of a file in the other commit; empty for one that is not there
   */
  static MergedPatch of(Patch patch, Function<String, Optional<String>> head) {
    List<FileChange> changes = new ArrayList<>();
    for (FileChange change : patch.changes()) {
      String before = head.apply(change.path()).orElse(null);
      if (change.after().equals(before)) {
        continue;
      }
      if (Objects.equals(change.before(), before)) {
        changes.add(change);
        continue;
      }
      if (change.before() == null || before == null) {
        return not(change.path() + (before == null ? " is gone" : " is there") + " by now");
      }
      Optional<String> merged = merged(change.before(), change.after(), before);
      if (merged.isEmpty()) {
        return not(change.path() + " has changed where the fix changes it");
      }
      if (!merged.get().equals(before)) {
        changes.add(new FileChange(change.path(), before, merged.get()));
      }
    }
    return changes.isEmpty()
        ? not("the head has the whole fix already")
        : new MergedPatch(Optional.of(new Patch(changes)), "");
  }

  private static MergedPatch not(String why) {
    return new MergedPatch(Optional.empty(), why);
  }

  private static Optional<String> merged(String base, String ours, String theirs) {
    MergeResult<RawText> result =
        new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(ours), raw(theirs));
    if (result.containsConflicts()) {
      return Optional.empty();
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      new MergeFormatter()
          .formatMerge(text, result, List.of("base", "fix", "head"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(text.toString(StandardCharsets.UTF_8));
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}
