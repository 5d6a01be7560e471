package dev.hephaestus.server.ingest;

import java.util.List;

/**
 * Prints a {@link Thrown} the way {@link Throwable#printStackTrace()} would have.
 *
 * <p>The text is made of what was logged: hostile wherever it is shown.
 */
public final class StackTraceText {
  private final StringBuilder text = new StringBuilder();
  private final int framesEach;

  private StackTraceText(int framesEach) {
    this.framesEach = framesEach;
  }

  /**
   * The whole chain with suppressed throwables.
   *
   * @param framesEach how many frames of each throwable are printed, at most
   */
  public static String print(Thrown thrown, int framesEach) {
    StackTraceText printer = new StackTraceText(framesEach);
    printer.append("", "", thrown);
    return printer.text.toString();
  }

  /** What a record logged: its throwable as {@link #print} has it, or its message without one. */
  public static String print(LogRecord record, int framesEach) {
    Thrown thrown = record.thrown();
    return thrown == null ? record.message() : print(thrown, framesEach);
  }

  private void append(String indent, String caption, Thrown thrown) {
    text.append(indent).append(caption).append(thrown.headline()).append('\n');
    List<Frame> frames = thrown.frames();
    for (Frame frame : frames.subList(0, Math.min(framesEach, frames.size()))) {
      text.append(indent).append("\tat ").append(frame).append('\n');
    }
    int left = frames.size() - Math.min(framesEach, frames.size()) + thrown.framesInCommon();
    if (left > 0) {
      text.append(indent).append("\t... ").append(left).append(" more\n");
    }
    for (Thrown suppressed : thrown.suppressed()) {
      append(indent + "\t", "Suppressed: ", suppressed);
    }
    Thrown cause = thrown.cause();
    if (cause != null) {
      append(indent, "Caused by: ", cause);
    }
  }
}
