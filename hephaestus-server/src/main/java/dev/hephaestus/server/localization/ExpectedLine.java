package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line that a trace speaks of, and how it should read.
 *
 * @param line what the trace says
 * @param sign the call that it makes, or what it throws; empty where anything may
 */
record ExpectedLine(TraceLine line, Optional<Pattern> sign) {

  /** A call's name is hardly further from the line that the trace gives it. */
  private static final int STATEMENT_LINES = 20;

  static ExpectedLine of(TraceLine line) {
    Frame inner = line.inner();
    if (inner == null) {
      return new ExpectedLine(line, ThrowingCode.of(line.thrown()));
    }
    String name = FrameNames.writtenMethod(inner.method());
    return new ExpectedLine(
        line,
        name.isEmpty() ? Optional.empty() : Optional.of(CalledName.of(inner.className(), name)));
  }

  /** Whether the text of a line reads so. */
  boolean isIn(String text) {
    return sign.isPresent() && sign.get().matcher(text).find();
  }

  /** How well a file can fit at most, without its being parsed. */
  double atMost(List<String> file) {
    int at = line.frame().line() - 1;
    if (at >= file.size()) {
      return 0;
    }
    if (isIn(file.get(at))) {
      return FrameFit.SAYS_SO;
    }
    boolean near =
        line.inner() != null
            && file
                .subList(
                    Math.max(0, at - STATEMENT_LINES), Math.min(file.size(), at + STATEMENT_LINES))
                .stream()
                .anyMatch(this::isIn);
    return near ? FrameFit.SPANS_IT : FrameFit.MAY;
  }
}
