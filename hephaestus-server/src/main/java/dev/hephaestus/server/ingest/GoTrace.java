package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads panics and fatal errors of Go, stacks that were logged when one was recovered, and errors
 * that carry stacks.
 *
 * <p><i>Source:</i> Go's runtime, {@code runtime/debug.Stack}, and the {@code %+v} of
 * github.com/pkg/errors with those that print alike.
 */
final class GoTrace implements TraceFormat {

  private static final String PANIC = "panic: ";
  private static final String FATAL = "fatal error: ";
  private static final String GOROUTINE = "goroutine ";
  private static final String CREATED_BY = "created by ";
  private static final int LINES_TO_HEADLINE = 50;

  @Override
  public int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.startsWith(PANIC) || text.startsWith(FATAL)) {
        if (leadsToAGoroutine(lines, i)) {
          return i;
        }
      } else if (isGoroutine(text)) {
        return i > 0 && isPanicLog(lines.get(i - 1)) ? i - 1 : i;
      } else if (isFrame(lines, i)) {
        return errorStart(lines, i);
      }
    }
    return -1;
  }

  private boolean leadsToAGoroutine(List<String> lines, int at) {
    int last = Math.min(lines.size(), at + LINES_TO_HEADLINE);
    for (int i = at + 1; i < last; i++) {
      if (isGoroutine(lines.get(i).strip()) || isFrame(lines, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGoroutine(String text) {
    return text.startsWith(GOROUTINE) && text.endsWith("]:") && text.indexOf('[') > 0;
  }

  /** {@code http: panic serving 10.0.0.1:5000: …}, and what others log in front of a stack. */
  private static boolean isPanicLog(String line) {
    return line.contains("panic") || PrintedName.isOne(line);
  }

  /**
   * The text of an error stands in front of its stack: as many lines as do, back to a blank one.
   */
  private static int errorStart(List<String> lines, int frame) {
    return frame > 0 && !lines.get(frame - 1).isBlank() ? frame - 1 : frame;
  }

  @Override
  public boolean isFrame(List<String> lines, int index) {
    return index + 1 < lines.size()
        && GoFrame.isPlace(lines.get(index + 1))
        && GoFrame.isFunction(lines.get(index));
  }

  @Override
  public @Nullable Thrown read(List<String> lines) {
    String first = lines.get(0).strip();
    boolean panic = first.startsWith(PANIC) || first.startsWith(FATAL) || first.contains("panic");
    return panic || isGoroutine(first) ? panic(lines) : errors(lines);
  }

  private @Nullable Thrown panic(List<String> lines) {
    List<String> panics = new ArrayList<>();
    int at = 0;
    while (at < lines.size() && !isGoroutine(lines.get(at).strip()) && !isFrame(lines, at)) {
      String text = lines.get(at).strip();
      if (text.startsWith(PANIC) || panics.isEmpty()) {
        if (panics.size() < TraceTree.MOST_THROWABLES) {
          panics.add(text);
        }
      } else if (!text.isEmpty() && !text.startsWith("[signal ")) {
        String all = panics.remove(panics.size() - 1);
        panics.add(all.length() > TraceTree.LONGEST_MESSAGE ? all : all + "\n" + text);
      }
      at++;
    }
    at += at < lines.size() && isGoroutine(lines.get(at).strip()) ? 1 : 0;
    List<Frame> frames = frames(lines, at);
    Thrown thrown = null;
    for (String panic : panics.isEmpty() ? List.of(PANIC) : panics) {
      thrown = thrown(panic, thrown, frames);
    }
    return thrown;
  }

  private static Thrown thrown(String panic, @Nullable Thrown cause, List<Frame> frames) {
    String text = panic;
    for (String end : new String[] {" [recovered, repanicked]", " [recovered]"}) {
      text = text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
    boolean fatal = text.startsWith(FATAL);
    String message = fatal ? text.substring(FATAL.length()) : behindPanic(text);
    String shown = message.isBlank() ? null : message.strip();
    // One that was recovered and thrown again as it was is no other.
    if (cause != null && Objects.equals(cause.message(), shown)) {
      return cause;
    }
    List<Frame> own = cause == null ? frames : List.of();
    return new Thrown(fatal ? "fatal error" : "panic", shown, own, 0, cause, List.of());
  }

  /** What panicked: {@code … http: panic serving 10.0.0.1:5000: this}. */
  private static String behindPanic(String text) {
    int panic = text.indexOf("panic");
    int colon = panic < 0 ? -1 : text.indexOf(": ", panic);
    return colon < 0 ? text : text.substring(colon + 2);
  }

  /**
   * The calls of the first goroutine, from where it panicked and not from where that was logged.
   */
  private List<Frame> frames(List<String> lines, int from) {
    List<Frame> frames = new ArrayList<>();
    for (int i = from; i < lines.size() && frames.size() < MOST_FRAMES; i++) {
      String text = lines.get(i).strip();
      if (isFrame(lines, i)) {
        String call = text.startsWith(CREATED_BY) ? creator(text) : text;
        Optional<Frame> frame = GoFrame.parse(call, lines.get(i + 1));
        boolean panicked = text.startsWith("panic(") || text.startsWith("runtime.gopanic(");
        if (panicked) {
          frames.clear();
        } else {
          frame.ifPresent(frames::add);
        }
        i++;
      } else if (!text.startsWith("...") && !text.isEmpty()) {
        break;
      } else if (text.isEmpty() && !frames.isEmpty()) {
        break;
      }
    }
    return frames;
  }

  private static String creator(String text) {
    int goroutine = text.indexOf(" in " + GOROUTINE);
    return text.substring(CREATED_BY.length(), goroutine < 0 ? text.length() : goroutine);
  }

  /** Messages and stacks by turns: the first is where it began, each next one wraps it. */
  private @Nullable Thrown errors(List<String> lines) {
    Thrown thrown = null;
    StringBuilder message = new StringBuilder();
    int links = 0;
    for (int i = 0; i < lines.size() && links < TraceTree.MOST_THROWABLES; i++) {
      if (!isFrame(lines, i)) {
        if (links > 0 && (lines.get(i).isBlank() || !leadsToAFrame(lines, i))) {
          break;
        }
        if (message.length() < TraceTree.LONGEST_MESSAGE) {
          message.append(message.isEmpty() ? "" : "\n").append(lines.get(i));
        }
        continue;
      }
      List<Frame> frames = frames(lines, i);
      String text = message.toString().strip();
      thrown = new Thrown("error", text.isEmpty() ? null : text, frames, 0, thrown, List.of());
      message.setLength(0);
      links++;
      i = Math.max(i, behind(lines, i) - 1);
    }
    return thrown;
  }

  private boolean leadsToAFrame(List<String> lines, int at) {
    int last = Math.min(lines.size(), at + LINES_TO_HEADLINE);
    for (int i = at; i < last; i++) {
      if (lines.get(i).isBlank()) {
        return false;
      }
      if (isFrame(lines, i)) {
        return true;
      }
    }
    return false;
  }

  private int behind(List<String> lines, int from) {
    int at = from;
    while (isFrame(lines, at)) {
      at += 2;
    }
    return at;
  }
}
