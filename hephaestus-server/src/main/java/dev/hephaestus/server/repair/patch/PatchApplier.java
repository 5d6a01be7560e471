package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Applies the edits of a reply to a snapshot, all or none: blocks by a ladder from exact to the
 * method that both texts declare, whole methods and files by what they declare.
 *
 * <p><i>Shape:</i> lines that no edit changes stay as they are, byte for byte; every line keeps its
 * ending and every file its encoding. Java that parsed before parses after.
 *
 * <p><i>Threads:</i> stateless.
 */
public final class PatchApplier {
  private static final int MOST_FILES = 20;
  private static final int MOST_LINES = 2_000;
  private static final int MOST_CHARS = 120_000;
  private static final int MOST_REFUSALS = 3;

  private final Snapshot snapshot;
  private final Map<String, List<Edit>> files = new LinkedHashMap<>();
  private final List<Application.Refused> refusals = new ArrayList<>();

  private PatchApplier(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The patch that the edits describe. */
  public static Application apply(Snapshot snapshot, List<? extends Edit> edits) {
    List<String> texts = edits.stream().map(PatchApplier::text).toList();
    if (texts.stream().mapToLong(text -> text.lines().count()).sum() > MOST_LINES
        || texts.stream().mapToLong(String::length).sum() > MOST_CHARS) {
      return refused("The change is longer than " + MOST_LINES + " lines; a repair is small.");
    }
    PatchApplier applier = new PatchApplier(snapshot);
    edits.forEach(applier::sort);
    return applier.files.size() > MOST_FILES
        ? refused("The reply changes more than " + MOST_FILES + " files.")
        : applier.apply();
  }

  private static String text(Edit edit) {
    return switch (edit) {
      case Block block -> block.search() + "\n" + block.replace();
      case Code code -> code.text();
    };
  }

  /** Puts the edit with those of its file, unless it is said twice or changes nothing. */
  private void sort(Edit edit) {
    Edit plain = edit instanceof Block block ? Numbered.without(block) : edit;
    Optional<String> path = path(plain);
    if (path.isEmpty()) {
      return;
    }
    List<Edit> same = files.computeIfAbsent(path.get(), any -> new ArrayList<>());
    if (same.stream().noneMatch(other -> saysTheSame(other, plain))) {
      same.add(plain);
    }
  }

  private static boolean saysTheSame(Edit one, Edit other) {
    if (one instanceof Block a && other instanceof Block b) {
      return a.search().equals(b.search()) && a.replace().equals(b.replace());
    }
    return one instanceof Code a && other instanceof Code b && a.text().equals(b.text());
  }

  private Optional<String> path(Edit edit) {
    String given = edit.path().isEmpty() ? TypeNames.file(edit).orElse("") : edit.path();
    if (given.isEmpty()) {
      refuse(edit, "it names no file: put a line FILE: path before it.");
      return Optional.empty();
    }
    PathResolver.Resolved resolved = PathResolver.resolve(snapshot, given);
    if (edit.path().isEmpty() && snapshot.file(resolved.path()).isEmpty()) {
      refuse(edit, "it names no file: put a line FILE: path before it.");
      return Optional.empty();
    }
    boolean creates = edit instanceof Block block && block.search().isBlank();
    if (resolved.candidates().size() > 1 && !creates) {
      refuse(
          edit,
          "the path fits several files: "
              + String.join(", ", resolved.candidates())
              + "; write the whole path.");
      return Optional.empty();
    }
    Optional<String> objection = PathRules.objection(snapshot, resolved.path());
    objection.ifPresent(why -> refuse(edit, "the file " + why + "."));
    return objection.isPresent() ? Optional.empty() : Optional.of(resolved.path());
  }

  private Application apply() {
    List<FileChange> changes = new ArrayList<>();
    files.forEach((path, edits) -> change(path, edits).ifPresent(changes::add));
    if (!refusals.isEmpty()) {
      return together(refusals);
    }
    return changes.isEmpty()
        ? refused("The blocks change nothing: search and replacement are the same.")
        : new Application.Applied(new Patch(changes));
  }

  private Optional<FileChange> change(String path, List<Edit> edits) {
    if (snapshot.file(path).isEmpty()) {
      return create(path, edits);
    }
    String before = snapshot.text(path);
    Application.Refused first = null;
    for (FileDraft.Manner manner : FileDraft.Manner.values()) {
      FileDraft draft = new FileDraft(path, before, manner);
      Optional<Application.Refused> unplaced = edit(draft, edits);
      String after = draft.text();
      Optional<Application.Refused> refused =
          unplaced.isPresent() ? unplaced : objection(path, before, after);
      if (refused.isEmpty()) {
        return after.equals(before)
            ? Optional.empty()
            : Optional.of(new FileChange(path, before, after));
      }
      first = first == null ? refused.get() : first;
      // Another manner helps only where all was placed and the outcome is wrong.
      if (unplaced.isPresent() && manner == FileDraft.Manner.LADDER) {
        break;
      }
    }
    if (first != null) {
      refusals.add(first);
    }
    return Optional.empty();
  }

  private static Optional<Application.Refused> edit(FileDraft draft, List<Edit> edits) {
    List<Application.Refused> refused = new ArrayList<>();
    for (Edit edit : edits) {
      if (!(edit instanceof Block block && block.search().equals(block.replace()))) {
        draft.edit(edit).ifPresent(refused::add);
      }
    }
    return refused.isEmpty() ? Optional.empty() : Optional.of(together(refused));
  }

  /** What is wrong with a file that every edit found its place in. */
  private Optional<Application.Refused> objection(String path, String before, String after) {
    SourceText.Encoding encoding = SourceText.of(snapshot.bytes(path)).encoding();
    if (!encoding.canEncode(after)) {
      return Optional.of(
          refused(
              "The change of "
                  + path
                  + " has characters that the file's encoding, "
                  + encoding
                  + ", cannot hold; write them as escapes or do without."));
    }
    boolean parses = path.endsWith(".java") && Syntax.fault(before).isEmpty();
    return parses ? Syntax.fault(after).map(fault -> broken(path, fault)) : Optional.empty();
  }

  private static Application.Refused broken(String path, String fault) {
    return refused("After the change " + path + " would not parse any more, " + fault + ".");
  }

  private Optional<FileChange> create(String path, List<Edit> edits) {
    Edit first = edits.get(0);
    String text =
        switch (first) {
          case Block block when block.search().isBlank() -> block.replace();
          case Block block -> "";
          case Code code -> code.text();
        };
    if (text.isBlank()) {
      refuse(first, "there is no such file; use the paths of the evidence.");
      return Optional.empty();
    }
    if (edits.size() > 1) {
      refuse(edits.get(1), "the file is new, so one block gives all of it.");
      return Optional.empty();
    }
    Optional<String> fault = path.endsWith(".java") ? Syntax.fault(text) : Optional.empty();
    if (fault.isPresent()) {
      refuse(first, "the new file does not parse, " + fault.get() + ".");
      return Optional.empty();
    }
    return Optional.of(new FileChange(path, null, text.stripTrailing() + "\n"));
  }

  private void refuse(Edit edit, String why) {
    refusals.add(refused(edit.title() + ": " + why));
  }

  private static Application.Refused together(List<Application.Refused> refusals) {
    List<Application.Refused> some = refusals.stream().limit(MOST_REFUSALS).toList();
    return new Application.Refused(
        some.stream().map(Application.Refused::reason).collect(Collectors.joining("\n")),
        some.stream().flatMap(refused -> refused.details().stream()).toList());
  }

  private static Application.Refused refused(String reason) {
    return new Application.Refused(reason, List.of());
  }
}
