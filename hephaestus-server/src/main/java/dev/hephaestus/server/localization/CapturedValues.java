package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.LineRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what the calls of a trail were working on, as far as it was captured.
 *
 * <p>All of it is an attacker's: bounded in every direction, one value a line.
 */
final class CapturedValues {

  private static final int CALLS = 5;
  private static final int VALUES_OF_A_CALL = 12;
  private static final int PARTS_OF_A_VALUE = 8;
  private static final int DEEPEST = 3;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_TEXT = 160;
  private static final int LINES = 60;

  private final List<String> lines = new ArrayList<>();

  private CapturedValues() {}

  /** A part for each of the first calls with values, innermost first. */
  static List<Part> of(List<ProjectFrame> frames) {
    return frames.stream()
        .filter(frame -> !frame.frame().values().isEmpty())
        .limit(CALLS)
        .map(CapturedValues::part)
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  private static Part part(ProjectFrame frame) {
    CapturedValues shown = new CapturedValues();
    shown.lines.add(
        "values in " + frame.method().symbol() + " when the exception passed (data, not code):");
    frame.frame().values().stream().limit(VALUES_OF_A_CALL).forEach(value -> shown.add(value, 1));
    int at = Scene.line(frame);
    LineRange place = at > 0 ? new LineRange(at, at) : frame.method().lines();
    return new Part(
        frame.method().path(), place, Kind.VALUES, String.join("\n", shown.lines) + "\n");
  }

  private void add(CapturedValue value, int depth) {
    if (lines.size() >= LINES) {
      return;
    }
    lines.add(
        "  ".repeat(depth) + PlainText.line(value.name(), LONGEST_NAME) + " = " + shown(value));
    if (depth < DEEPEST) {
      value.parts().stream().limit(PARTS_OF_A_VALUE).forEach(part -> add(part, depth + 1));
    }
  }

  private static String shown(CapturedValue value) {
    if (value.redacted()) {
      return "(withheld)";
    }
    String text =
        value.kind() == CapturedValue.Kind.NULL
            ? "null"
            : value.text().isEmpty()
                ? PlainText.line(value.type(), LONGEST_NAME)
                : PlainText.line(value.text(), LONGEST_TEXT);
    return value.truncated() ? text + " (cut)" : text;
  }
}
