package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads exceptions of Ruby in both orders, with their causes, and as Rails logs them.
 *
 * <p><i>Source:</i> {@code Exception#full_message} of Ruby 2.5 to 3.4, {@code Logger::Formatter}.
 */
final class RubyTrace implements TraceFormat {

  private static final int LINES_TO_HEADLINE = 50;

  @Override
  public int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (RubyFrame.isCertain(lines.get(i))) {
        return headline(lines, i);
      }
    }
    return -1;
  }

  /**
   * The frame's own line where it has the message; else the nearest that has a class in brackets.
   */
  private static int headline(List<String> lines, int frame) {
    if (isHead(lines.get(frame))) {
      return frame;
    }
    if (frame > 0 && lines.get(frame - 1).strip().equals(PythonTrace.HEADER)) {
      return frame - 1;
    }
    for (int i = frame - 1; i >= 0 && i >= frame - LINES_TO_HEADLINE; i--) {
      if (!bracketedClass(lines.get(i)).isEmpty() || isRails(lines.get(i))) {
        return i;
      }
    }
    return frame > 0 && PrintedName.isOne(lines.get(frame - 1)) ? frame - 1 : frame;
  }

  /** Whether the line is a call with the message of what was thrown in it. */
  private static boolean isHead(String line) {
    return RubyFrame.parse(line).isPresent() && !RubyFrame.message(line).isEmpty();
  }

  /** Whether the line is one of a backtrace. */
  static boolean isCall(String line) {
    return RubyFrame.isCertain(line);
  }

  @Override
  public boolean isFrame(List<String> lines, int index) {
    return RubyFrame.isCertain(lines.get(index)) && !isHead(lines.get(index));
  }

  @Override
  public @Nullable Thrown read(List<String> lines) {
    return lines.get(0).strip().equals(PythonTrace.HEADER) ? reversed(lines) : chain(lines);
  }

  /** The outermost call first, the message last. */
  private static @Nullable Thrown reversed(List<String> lines) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      Optional<Frame> frame = RubyFrame.parse(line);
      if (isHead(line)) {
        Collections.reverse(frames);
        frame.ifPresent(each -> frames.add(0, each));
        return thrown(RubyFrame.message(line), frames, null);
      }
      if (frame.isPresent() && frames.size() < MOST_FRAMES) {
        frames.add(frame.get());
      }
    }
    return null;
  }

  /** A message, its calls, then the same of its cause. */
  private static @Nullable Thrown chain(List<String> lines) {
    List<StringBuilder> messages = new ArrayList<>();
    List<List<Frame>> stacks = new ArrayList<>();
    int frames = 0;
    for (String line : lines) {
      Optional<Frame> frame = frames < MOST_FRAMES ? RubyFrame.parse(line) : Optional.empty();
      boolean head = frame.isPresent() && isHead(line);
      boolean first = messages.isEmpty();
      if (head || first) {
        if (messages.size() >= TraceTree.MOST_THROWABLES) {
          break;
        }
        messages.add(
            new StringBuilder(
                head ? RubyFrame.message(line) : frame.isPresent() ? "" : line.strip()));
        stacks.add(new ArrayList<>());
      }
      List<Frame> stack = stacks.get(stacks.size() - 1);
      StringBuilder message = messages.get(messages.size() - 1);
      if (frame.isPresent()) {
        frames++;
        stack.add(frame.get());
      } else if (stack.size() > 1 && !line.isBlank()) {
        break;
      } else if (!first && !message.isEmpty() && message.length() < TraceTree.LONGEST_MESSAGE) {
        message.append('\n').append(line);
      }
    }
    Thrown thrown = null;
    for (int i = messages.size() - 1; i >= 0; i--) {
      thrown = thrown(messages.get(i).toString(), stacks.get(i), thrown);
    }
    return thrown;
  }

  /** {@code NoMethodError (undefined method …):}. */
  private static boolean isRails(String line) {
    String text = line.strip();
    int open = text.indexOf(" (");
    return open > 0
        && text.endsWith("):")
        && Character.isUpperCase(text.charAt(0))
        && PrintedName.isOne(text.substring(0, open));
  }

  private static Thrown thrown(String text, List<Frame> frames, @Nullable Thrown cause) {
    String message = text.strip();
    if (isRails(message)) {
      int open = message.indexOf(" (");
      String inside = message.substring(open + 2, message.length() - 2);
      return new Thrown(message.substring(0, open), inside, frames, 0, cause, List.of());
    }
    String className = bracketedClass(message.lines().findFirst().orElse(""));
    if (className.isEmpty()) {
      PrintedName name = PrintedName.of(message, "Exception");
      return new Thrown(name.className(), name.message(), frames, 0, cause, List.of());
    }
    int at = message.indexOf("(" + className);
    int end = at + className.length() + 1;
    String inside =
        message.startsWith(" (", end) ? "" : message.substring(0, Math.max(0, at)).strip();
    String rest = message.substring(Math.min(message.length(), end + 1)).stripTrailing();
    String whole = (inside + (rest.startsWith("\n") ? rest : "")).strip();
    return new Thrown(className, whole.isEmpty() ? null : whole, frames, 0, cause, List.of());
  }

  /**
   * {@code NoMethodError} of {@code … (NoMethodError)}; empty when the line has none at its end.
   */
  private static String bracketedClass(String line) {
    String text = line.strip();
    int open = text.lastIndexOf('(');
    String name =
        open < 0 || !text.endsWith(")") ? "" : text.substring(open + 1, text.length() - 1);
    boolean named =
        !name.isEmpty() && Character.isUpperCase(name.charAt(0)) && PrintedName.isOne(name);
    return named && PrintedName.of(name, "").message() == null ? name : "";
  }
}
