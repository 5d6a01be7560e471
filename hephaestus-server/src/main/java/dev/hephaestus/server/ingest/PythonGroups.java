package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exception group apart at the margins that it is printed with.
 *
 * <p>The first exception of a group counts as its cause, the others as suppressed: a group says
 * nothing that its parts do not.
 */
final class PythonGroups {

  private static final Pattern PART =
      Pattern.compile("\\+-?\\+?-{8,}+ (?:\\d{1,9}|\\.\\.\\.) -{8,}+");
  private static final Pattern END = Pattern.compile("\\+-{20,}+");

  /** An exception whose lines are being gathered. */
  private static final class Part {
    final int column;
    final int line;
    final List<String> lines = new ArrayList<>();
    final List<Part> parts = new ArrayList<>();

    Part(int column, int line) {
      this.column = column;
      this.line = line;
    }
  }

  private final Part root = new Part(-1, 0);
  private final List<Part> open = new ArrayList<>(List.of(root));
  private int made;

  private PythonGroups() {}

  static @Nullable Thrown read(List<String> lines) {
    PythonGroups groups = new PythonGroups();
    lines.forEach(groups::add);
    return thrown(groups.root);
  }

  private void add(String line) {
    int column = TraceTree.indent(line);
    String text = line.strip();
    boolean margin = text.startsWith("|") || text.startsWith("+");
    if (!margin) {
      root.lines.add(line);
    } else if (PART.matcher(text).matches()) {
      begin(column + (text.startsWith("+-+") ? 2 : 0));
    } else if (!END.matcher(text).matches()) {
      // The space behind the margin belongs to it.
      String inside = text.substring(1);
      at(column).lines.add(inside.startsWith(" ") ? inside.substring(1) : inside);
    }
  }

  private void begin(int column) {
    Part parent = at(column - 1);
    Part part = new Part(column, parent.lines.size());
    if (made++ < TraceTree.MOST_THROWABLES) {
      parent.parts.add(part);
    }
    open.add(part);
  }

  /**
   * The innermost part that is printed at this column or left of it; those right of it are done.
   */
  private Part at(int column) {
    while (open.size() > 1 && open.get(open.size() - 1).column > column) {
      open.remove(open.size() - 1);
    }
    return open.get(open.size() - 1);
  }

  private static @Nullable Thrown thrown(Part part) {
    List<PythonTrace.Part> parts = new ArrayList<>();
    for (Part each : part.parts) {
      Thrown thrown = thrown(each);
      if (thrown != null) {
        parts.add(new PythonTrace.Part(each.line, thrown));
      }
    }
    return PythonTrace.chain(part.lines, parts);
  }
}
