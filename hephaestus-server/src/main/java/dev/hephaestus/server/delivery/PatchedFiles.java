package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.SourceText;
import dev.hephaestus.server.validation.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a solution on a commit: the patch and its reproduction test, as files to write.
 *
 * <p>A file is compared by its blob's hash: it is patched only where it is byte for byte what the
 * patch was made and verified against.
 */
public final class PatchedFiles {

  private PatchedFiles() {}

  /**
   * The files that a commit of the solution on this tree writes; those that already are as the
   * solution wants them are left out.
   *
   * @param where the branch, for people
   * @throws DeliveryException when a file differs from what the patch expects, a path does not stay
   *     inside the repository, or the tree already holds the whole fix; trying again cannot help
   */
  public static List<FileEdit> on(BaseTree tree, Solution solution, String where) {
    List<FileEdit> edits = new ArrayList<>();
    for (FileChange change : solution.patch().changes()) {
      edit(tree, change, solution, where).ifPresent(edits::add);
    }
    if (edits.isEmpty()) {
      throw refusal(solution, "the fix is already on " + where + "; nothing is left to deliver");
    }
    Optional<Reproduction> test = solution.verdict().reproduction();
    if (test.isPresent()) {
      FileChange change = new FileChange(test.get().path(), null, test.get().source());
      if (solution.patch().changes().stream().anyMatch(c -> c.path().equals(change.path()))) {
        throw refusal(solution, "its test and its patch both write " + change.path());
      }
      edit(tree, change, solution, where).ifPresent(edits::add);
    }
    return List.copyOf(edits);
  }

  private static Optional<FileEdit> edit(
      BaseTree tree, FileChange change, Solution solution, String where) {
    checkPath(tree, change.path(), solution);
    BaseTree.Entry entry = tree.entry(change.path()).orElse(null);
    SourceText.Encoding encoding = encoding(entry, change, solution, where);
    if (!encoding.canEncode(change.after())) {
      throw refusal(solution, change.path() + " cannot be written in its encoding, " + encoding);
    }
    byte[] content = encoding.encode(change.after());
    if (entry != null && entry.id().equals(blobId(content))) {
      return Optional.empty();
    }
    return Optional.of(new FileEdit(change.path(), content, entry != null && entry.isExecutable()));
  }

  /** The encoding in which the tree's file is the patch's before, or already its after. */
  private static SourceText.Encoding encoding(
      BaseTree.@Nullable Entry entry, FileChange change, Solution solution, String where) {
    if (entry == null) {
      if (change.before() == null) {
        return SourceText.Encoding.UTF_8;
      }
      throw moved(solution, change.path() + " is not there any more", where);
    }
    if (!entry.isRegularFile()) {
      throw refusal(solution, change.path() + " is not a regular file on " + where);
    }
    // A solution keeps texts, not encodings: the one that gives the tree's bytes is theirs.
    for (SourceText.Encoding encoding : SourceText.Encoding.values()) {
      if (is(entry, change.before(), encoding) || is(entry, change.after(), encoding)) {
        return encoding;
      }
    }
    throw moved(
        solution,
        change.path() + (change.before() == null ? " already exists" : " has changed"),
        where);
  }

  private static boolean is(
      BaseTree.Entry entry, @Nullable String text, SourceText.Encoding encoding) {
    return text != null
        && encoding.canEncode(text)
        && entry.id().equals(blobId(encoding.encode(text)));
  }

  private static void checkPath(BaseTree tree, String path, Solution solution) {
    try {
      new ObjectChecker().setSafeForMacOS(true).checkPath(path);
    } catch (CorruptObjectException e) {
      throw refusal(solution, path + " is no path that a repository may hold");
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (tree.entry(folder).filter(entry -> !entry.isFolder()).isPresent()) {
        // A symlink or a submodule in the way would carry the file out of the repository.
        throw refusal(solution, folder + ", above " + path + ", is not a folder");
      }
    }
  }

  private static String blobId(byte[] content) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(Constants.OBJ_BLOB, content).name();
    }
  }

  private static DeliveryException moved(Solution solution, String what, String where) {
    return refusal(
        solution,
        where
            + " has moved since "
            + EvidenceReport.abbreviated(solution.baseCommit())
            + " and "
            + what
            + "; rebuild needed");
  }

  private static DeliveryException refusal(Solution solution, String why) {
    return new DeliveryException("cannot deliver solution " + solution.id() + ": " + why, false);
  }
}
