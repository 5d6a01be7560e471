package dev.hephaestus.server.validation.gate;

import com.github.difflib.DiffUtils;
import dev.hephaestus.server.repair.FileChange;
import java.util.List;
import org.eclipse.jdt.core.dom.CompilationUnit;

/**
 * A changed Java source.
 *
 * @param path where it is
 * @param test whether it is a test
 * @param before its tree before; an empty one for a new file
 * @param after its tree after
 * @param removed the lines that are no longer there
 * @param added the lines that were not there
 */
record JavaChange(
    String path,
    boolean test,
    CompilationUnit before,
    CompilationUnit after,
    List<String> removed,
    List<String> added) {

  JavaChange {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }

  static JavaChange of(FileChange change, boolean test, ParsedTexts parsed) {
    String text = change.before();
    String before = text == null ? "" : text;
    var deltas =
        DiffUtils.diff(before.lines().toList(), change.after().lines().toList()).getDeltas();
    return new JavaChange(
        change.path(),
        test,
        parsed.of(before),
        parsed.of(change.after()),
        deltas.stream().flatMap(delta -> delta.getSource().getLines().stream()).toList(),
        deltas.stream().flatMap(delta -> delta.getTarget().getLines().stream()).toList());
  }
}
