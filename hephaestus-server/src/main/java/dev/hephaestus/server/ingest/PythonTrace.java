package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tracebacks of Python: chained ones, groups, and the short form of a syntax error.
 *
 * <p><i>Source:</i> CPython's {@code traceback} module, up to 3.14.
 */
final class PythonTrace implements TraceFormat {

  static final String HEADER = "Traceback (most recent call last):";
  private static final String GROUP_HEADER = "Exception Group " + HEADER;
  private static final Set<String> SYNTAX =
      Set.of("SyntaxError", "IndentationError", "TabError", "_IncompleteInputError");
  private static final String HANDLING = "During handling of the above exception";
  private static final String DIRECT_CAUSE = "The above exception was the direct cause";
  private static final int SYNTAX_LINES = 6;
  private static final int HEADER_LINES = 4;

  @Override
  public int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      boolean header = text.equals(HEADER) && leadsToAFrame(lines, i);
      if (header || text.endsWith(GROUP_HEADER) || isSyntaxError(lines, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Ruby writes the same header; what follows tells them apart. */
  private static boolean leadsToAFrame(List<String> lines, int header) {
    int last = Math.min(lines.size(), header + 1 + HEADER_LINES);
    for (String line : lines.subList(header + 1, last)) {
      if (PythonFrame.parse(line).isPresent()) {
        return true;
      }
      if (!line.isBlank()) {
        return PrintedName.isOne(line) && !RubyTrace.isCall(line);
      }
    }
    return false;
  }

  private static boolean isSyntaxError(List<String> lines, int at) {
    if (PythonFrame.parse(lines.get(at))
        .filter(frame -> frame.method().equals("<module>"))
        .isEmpty()) {
      return false;
    }
    int last = Math.min(lines.size(), at + SYNTAX_LINES);
    return lines.subList(at + 1, last).stream()
        .anyMatch(line -> SYNTAX.contains(PrintedName.of(line, "").className()));
  }

  @Override
  public boolean isFrame(List<String> lines, int index) {
    return false;
  }

  @Override
  public @Nullable Thrown read(List<String> lines) {
    boolean grouped = lines.stream().anyMatch(line -> line.strip().endsWith(GROUP_HEADER));
    return grouped ? PythonGroups.read(lines) : chain(withoutMargin(lines), List.of());
  }

  /** Some loggers indent the whole of a traceback. */
  private static List<String> withoutMargin(List<String> lines) {
    String first = lines.get(0);
    int margin = first.strip().equals(HEADER) ? first.length() - first.stripLeading().length() : 0;
    return margin == 0
        ? lines
        : lines.stream()
            .map(
                line ->
                    line.substring(Math.min(margin, line.length() - line.stripLeading().length())))
            .toList();
  }

  /**
   * What a group gathers.
   *
   * @param line how many lines of the group were read before it
   */
  record Part(int line, Thrown thrown) {}

  /**
   * A chain as it is printed, the first exception first; the last one was what got out.
   *
   * @param parts what its groups gather
   */
  static @Nullable Thrown chain(List<String> lines, List<Part> parts) {
    Thrown thrown = null;
    Block block = new Block();
    int chained = 0;
    int from = 0;
    boolean blank = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = line.strip();
      if (text.startsWith(HANDLING) || text.startsWith(DIRECT_CAUSE)) {
        thrown = block.thrown(thrown, between(parts, from, i));
        block = new Block();
        from = i;
        if (++chained > TraceTree.MOST_THROWABLES) {
          return thrown;
        }
      } else if (block.isDone() && isEnd(text, blank)) {
        break;
      } else if (!text.equals(HEADER) && !text.endsWith(GROUP_HEADER)) {
        block.add(line);
      }
      blank = text.isEmpty();
    }
    return block.thrown(thrown, between(parts, from, Integer.MAX_VALUE));
  }

  private static List<Thrown> between(List<Part> parts, int from, int to) {
    return parts.stream()
        .filter(part -> part.line() > from && part.line() <= to)
        .map(Part::thrown)
        .toList();
  }

  /** Whether a line behind a headline belongs to the log again and not to the message. */
  private static boolean isEnd(String text, boolean afterBlank) {
    if (text.equals(HEADER) || text.endsWith(GROUP_HEADER)) {
      return true;
    }
    int word = 0;
    while (word < text.length() && Character.isUpperCase(text.charAt(word))) {
      word++;
    }
    boolean level =
        word > 3
            && word < text.length()
            && (text.charAt(word) == ':' || text.charAt(word) == ' ')
            && (Level.parse(text.substring(0, word)).isPresent()
                || text.substring(0, word).toLowerCase(Locale.ROOT).equals("critical"));
    boolean dated =
        text.length() > 10
            && Character.isDigit(text.charAt(0))
            && text.charAt(4) == '-'
            && text.charAt(7) == '-';
    return level || dated || (afterBlank && !text.isEmpty() && "[(".indexOf(text.charAt(0)) < 0);
  }

  /** One traceback: its calls, then its headline, then the rest of the message. */
  private static final class Block {
    private final List<Frame> frames = new ArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private @Nullable PrintedName headline;

    boolean isDone() {
      return headline != null;
    }

    void add(String line) {
      if (headline != null) {
        if (message.length() < TraceTree.LONGEST_MESSAGE) {
          message.append('\n').append(line);
        }
        return;
      }
      Optional<Frame> frame = PythonFrame.parse(line);
      boolean indented = !line.isEmpty() && line.charAt(0) <= ' ';
      if (frame.isPresent()) {
        if (frames.size() < MOST_FRAMES) {
          frames.add(frame.get());
        }
      } else if (!indented && !line.isBlank()) {
        headline = PrintedName.of(line, "Exception");
      }
    }

    @Nullable Thrown thrown(@Nullable Thrown cause, List<Thrown> parts) {
      PrintedName name = headline;
      if (name == null && frames.isEmpty()) {
        return cause;
      }
      List<Frame> innermostFirst = new ArrayList<>(frames);
      Collections.reverse(innermostFirst);
      String first = name == null ? null : name.message();
      String rest = message.toString().stripTrailing();
      boolean grouping = cause == null && !parts.isEmpty();
      return new Thrown(
          name == null ? "Exception" : name.className(),
          rest.isEmpty() ? first : (first == null ? "" : first) + rest,
          innermostFirst,
          0,
          grouping ? parts.get(0) : cause,
          grouping ? parts.subList(1, parts.size()) : parts);
    }
  }
}
