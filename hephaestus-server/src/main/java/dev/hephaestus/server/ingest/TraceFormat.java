package dev.hephaestus.server.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of printing what was thrown.
 *
 * <p>The lines are an attacker's: every format takes linear time and keeps a bounded part.
 */
interface TraceFormat {

  /** As many as {@link Thrown} gets of a text, whatever the text says. */
  int MOST_FRAMES = 20_000;

  /** The index of the first line of a trace, its headline if it has one; -1 without a trace. */
  int start(List<String> lines);

  /** Whether a call is printed at this line, so that the headline must have come before. */
  boolean isFrame(List<String> lines, int index);

  /**
   * The trace that begins with the first line; null when it is not one after all.
   *
   * @param lines the trace and whatever follows it
   */
  @Nullable Thrown read(List<String> lines);
}
