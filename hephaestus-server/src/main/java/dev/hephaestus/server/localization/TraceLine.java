package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the code that a trace speaks of.
 *
 * @param thrown the link of the cause chain that it belongs to
 * @param frame the call that was at the line
 * @param inner the call that the line made; null when the exception was thrown at the line itself
 */
record TraceLine(Thrown thrown, Frame frame, @Nullable Frame inner) {

  private static final int MOST = 200;

  /** Those of a throwable and its causes whose line is known and that somebody wrote, each once. */
  static List<TraceLine> of(@Nullable Thrown thrown) {
    Set<TraceLine> lines = new LinkedHashSet<>();
    for (Thrown link : thrown == null ? List.<Thrown>of() : thrown.chain()) {
      @Nullable Frame inner = null;
      for (Frame frame : link.frames()) {
        boolean written = FrameNames.writtenClass(frame.className()).equals(frame.className());
        if (lines.size() < MOST && frame.line() > 0 && written) {
          lines.add(new TraceLine(link, frame, inner));
        }
        inner = frame;
      }
    }
    return List.copyOf(lines);
  }

  /** The name of the file that it is in, as far as the trace tells. */
  String fileName() {
    if (!frame.file().isEmpty()) {
      String file = frame.file().replace('\\', '/');
      return file.substring(file.lastIndexOf('/') + 1);
    }
    String type = frame.className();
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$', 1);
    return (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
  }
}
