package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file while blocks are applied to it. Each is looked for in the file as it was, where models see
 * it; only where that fails, in the file as the blocks before have left it.
 */
final class FileDraft {

  /** Which rung comes first, and what is done to new lines. */
  enum Manner {
    LADDER,
    /** Methods whole, for blocks whose search text is only a method's head. */
    METHODS_FIRST,
    /** New lines with plain quotes, dashes and spaces. */
    PLAIN_TEXT
  }

  private final boolean java;
  private final Manner manner;
  private final List<Splice> splices = new ArrayList<>();
  private Lines lines;

  FileDraft(String path, String text, Manner manner) {
    this.java = path.endsWith(".java");
    this.manner = manner;
    this.lines = Lines.of(text);
  }

  String text() {
    return lines.with(splices);
  }

  Optional<Application.Refused> edit(Edit edit) {
    return switch (edit) {
      case Block block when !block.search().isBlank() -> block(block);
      case Block block -> code(block, block.replace());
      case Code code -> code(code, code.text());
    };
  }

  private Optional<Application.Refused> block(Block block) {
    List<String> search = List.of(block.search().split("\n", -1));
    List<String> by = by(block);
    Optional<String> leftOut = Elision.in(by, lines.contents());
    if (leftOut.isPresent() || Elision.in(search, lines.contents()).isPresent()) {
      return elided(block, search, by, leftOut);
    }
    if (manner == Manner.METHODS_FIRST && anchored(search, by)) {
      return Optional.empty();
    }
    Placement.Found found = Placement.find(lines, search, by);
    if (found.splice() != null && add(found.splice())) {
      return Optional.empty();
    }
    if (!splices.isEmpty()) {
      boolean overlapped = found.splice() != null;
      settle();
      found = Placement.find(lines, search, by);
      if (found.splice() != null && add(found.splice())) {
        return Optional.empty();
      }
      if (overlapped) {
        return refused(
            block, "it changes lines that an earlier block changes; put both into one block.");
      }
    }
    if (found.starts().size() > 1) {
      return ambiguous(block, found.starts());
    }
    return anchored(search, by)
        ? Optional.empty()
        : Optional.of(NearestLines.notFound(block, lines.contents(), search));
  }

  private List<String> by(Block block) {
    if (block.replace().isEmpty()) {
      return List.of();
    }
    String replace =
        manner == Manner.PLAIN_TEXT ? Typography.plainCharacters(block.replace()) : block.replace();
    return List.of(replace.split("\n", -1));
  }

  private Optional<Application.Refused> elided(
      Block block, List<String> search, List<String> by, Optional<String> leftOut) {
    settle();
    if (leftOut.isEmpty() && java && anchored(search, by)) {
      return Optional.empty();
    }
    Optional<int[]> method = java ? MethodAnchor.range(lines, search) : Optional.empty();
    int[] range = method.orElse(new int[] {0, lines.size()});
    Optional<List<Splice>> placed = Elision.place(lines, range, method.isPresent(), search, by);
    if (placed.isPresent()) {
      splices.addAll(placed.get());
      return Optional.empty();
    }
    return refused(
        block,
        leftOut.isPresent()
            ? Members.leftOut(leftOut.get()) + "."
            : "the search text leaves lines out; quote lines that follow one another.");
  }

  private boolean anchored(List<String> search, List<String> by) {
    if (!java) {
      return false;
    }
    settle();
    Optional<Splice> splice = MethodAnchor.find(lines, search, by);
    return splice.isPresent() && add(splice.get());
  }

  private Optional<Application.Refused> code(Edit edit, String text) {
    settle();
    Members.Result result =
        java ? Members.place(lines, text) : Members.Result.fault("the file is there");
    if (result.splices().isEmpty() && (edit instanceof Block || !java)) {
      return refused(edit, "the file is there, so SEARCH must quote the lines to be replaced.");
    }
    if (!result.fault().isEmpty()) {
      return refused(edit, result.fault() + ".");
    }
    splices.addAll(result.splices());
    return Optional.empty();
  }

  private boolean add(Splice splice) {
    if (splices.stream().anyMatch(splice::overlaps)) {
      return false;
    }
    return splices.add(splice);
  }

  private void settle() {
    if (!splices.isEmpty()) {
      lines = Lines.of(text());
      splices.clear();
    }
  }

  private static Optional<Application.Refused> ambiguous(Block block, List<Integer> starts) {
    String places = String.join(", ", starts.stream().limit(5).map(at -> "" + (at + 1)).toList());
    return refused(
        block,
        "the search text is found "
            + starts.size()
            + " times (lines "
            + places
            + "); quote more lines around it.");
  }

  private static Optional<Application.Refused> refused(Edit edit, String why) {
    return Optional.of(new Application.Refused(edit.title() + ": " + why, List.of()));
  }
}
