package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies search/replace blocks to a snapshot, all or none, by a ladder: exact and unique, white
 * space aside, indentation shifted, and at last the method that both texts declare.
 *
 * <p><i>Threads:</i> stateless.
 */
public final class PatchApplier {
  private static final int MOST_FILES = 20;

  private PatchApplier() {}

  /** The patch that the blocks describe. */
  public static Application apply(Snapshot snapshot, List<Block> blocks) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Block block : blocks) {
      Optional<Application.Refused> refused = place(snapshot, texts, block);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    List<FileChange> changes = new ArrayList<>();
    texts.forEach(
        (path, after) -> {
          String before = snapshot.file(path).isPresent() ? snapshot.text(path) : null;
          if (!after.equals(before)) {
            changes.add(new FileChange(path, before, after));
          }
        });
    return changes.isEmpty()
        ? refused("The blocks change nothing: search and replacement are the same.")
        : new Application.Applied(new Patch(changes));
  }

  private static Optional<Application.Refused> place(
      Snapshot snapshot, Map<String, String> texts, Block block) {
    String path = PathRules.resolve(snapshot, block.path());
    Optional<String> objection = PathRules.objection(snapshot, path);
    if (objection.isPresent()) {
      return Optional.of(refused(capital(block) + ": the file " + objection.get() + "."));
    }
    String known = texts.get(path);
    String text =
        known != null ? known : snapshot.file(path).isPresent() ? snapshot.text(path) : null;
    if (texts.size() == MOST_FILES && known == null) {
      return Optional.of(refused("The reply changes more than " + MOST_FILES + " files."));
    }
    if (text == null) {
      return create(texts, block, path);
    }
    if (block.search().isBlank()) {
      return Optional.of(
          refused(
              capital(block)
                  + ": the file exists, so SEARCH must quote the lines to be replaced."));
    }
    return replace(texts, block, path, text);
  }

  private static Optional<Application.Refused> create(
      Map<String, String> texts, Block block, String path) {
    if (!block.search().isBlank()) {
      return Optional.of(
          refused(capital(block) + ": there is no such file; use the paths of the evidence."));
    }
    texts.put(path, block.replace() + "\n");
    return Optional.empty();
  }

  private static Optional<Application.Refused> replace(
      Map<String, String> texts, Block block, String path, String text) {
    Lines lines = Lines.of(text);
    List<String> search = List.of(block.search().split("\n", -1));
    List<String> by =
        block.replace().isEmpty() ? List.of() : List.of(block.replace().split("\n", -1));
    Placement.Found found = Placement.find(lines.contents(), search);
    if (found.starts().size() == 1) {
      int start = found.starts().get(0);
      List<String> fitted =
          (found.length() == search.size() ? by : Placement.trimmed(by))
              .stream().map(found.indent()).toList();
      texts.put(path, lines.replaced(start, start + found.length(), fitted));
      return Optional.empty();
    }
    if (found.starts().size() > 1) {
      return Optional.of(
          refused(
              capital(block)
                  + ": the search text is found "
                  + found.starts().size()
                  + " times (lines "
                  + String.join(
                      ", ", found.starts().stream().limit(5).map(at -> "" + (at + 1)).toList())
                  + "); quote more lines around it."));
    }
    Optional<MethodAnchor.Range> method =
        path.endsWith(".java")
            ? MethodAnchor.find(text, block.search(), block.replace())
            : Optional.empty();
    if (method.isPresent()) {
      texts.put(path, anchored(lines, method.get(), by));
      return Optional.empty();
    }
    return Optional.of(NearestLines.notFound(block, lines.contents(), search));
  }

  private static String anchored(Lines lines, MethodAnchor.Range range, List<String> by) {
    List<String> trimmed = Placement.trimmed(by);
    String there = Placement.indent(lines.contents().get(range.from()));
    String given = Placement.indent(trimmed.get(0));
    List<String> fitted =
        trimmed.stream()
            .map(
                line ->
                    !line.isBlank() && line.startsWith(given)
                        ? there + line.substring(given.length())
                        : line)
            .toList();
    return lines.replaced(range.from(), range.to(), fitted);
  }

  private static String capital(Block block) {
    return "B" + block.title().substring(1);
  }

  private static Application.Refused refused(String reason) {
    return new Application.Refused(reason, List.of());
  }
}
