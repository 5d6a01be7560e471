package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads blocks between marker lines, in the variants of the marks that models write.
 *
 * <p><i>Source:</i> the form is that of aider's edit format and, before it, of Git's conflict
 * markers; {@code ------- SEARCH} and {@code +++++++ REPLACE} are Cline's.
 */
final class BlockReader {
  static final int MOST_BLOCKS = 50;
  private static final int LONGEST_MARK = 300;
  private static final Pattern OPEN =
      Pattern.compile(
          "\\s{0,40}(?:<{4,10}|-{5,10})\\s{0,4}(?i:SEARCH|ORIGINAL|HEAD|BEFORE|OLD|FIND)\\b.*");
  private static final Pattern DIVIDER =
      Pattern.compile(
          "\\s{0,40}(?:={5,10}\\s{0,4}(?i:REPLACE|UPDATED|NEW|AFTER|WITH)?|[-=]{0,10}\\s{0,4}REPLACE WITH:?)\\s{0,20}");
  private static final Pattern CLOSE =
      Pattern.compile(
          "\\s{0,40}(?:>{4,10}|\\+{5,10})(?:\\s{0,4}(?i:REPLACE|UPDATED|UPDATE|NEW|AFTER|END|SEARCH|HEAD|[0-9a-f]{7,40}|fix[\\w/-]{0,40})\\b.*)?");
  private static final Pattern FENCE =
      Pattern.compile("\\s{0,8}(?:`{3,9}|~{3,9})[\\w+#.-]{0,20}\\s{0,8}");

  private final String[] lines;
  private final List<Edit> blocks = new ArrayList<>();
  private String path = "";
  private String fault = "";

  private BlockReader(String[] lines) {
    this.lines = lines;
  }

  /** What was read. */
  record Result(List<Edit> blocks, String fault) {}

  static Result read(String[] lines) {
    BlockReader reader = new BlockReader(lines);
    reader.read();
    return new Result(reader.blocks, reader.fault);
  }

  private void read() {
    int at = 0;
    while (at < lines.length && fault.isEmpty()) {
      if (is(OPEN, at)) {
        at = block(at) + 1;
      } else {
        PathLine.path(lines[at]).ifPresent(named -> path = named);
        at++;
      }
    }
  }

  /** Reads the block that opens here; answers its last line. */
  private int block(int open) {
    int divider = find(DIVIDER, open + 1);
    int close = divider < 0 ? -1 : end(divider + 1);
    if (blocks.size() == MOST_BLOCKS) {
      fault = "The reply has more than " + MOST_BLOCKS + " blocks.";
    } else if (close < 0) {
      fault =
          title()
              + " does not end: the line "
              + (divider < 0 ? "=======" : ">>>>>>> REPLACE")
              + " is missing.";
    } else {
      List<String> search = inside(open + 1, divider);
      String named = inMark(lines[open]).or(() -> heading(search)).orElse(path);
      if (named.isEmpty()) {
        named = mentionedBefore(open);
      }
      if (named.isEmpty()) {
        fault = title() + " names no file: put a line FILE: path before it.";
      } else {
        path = named;
        blocks.add(
            new Block(
                blocks.size() + 1,
                path,
                String.join("\n", search),
                String.join("\n", inside(divider + 1, close))));
      }
    }
    return Math.max(open, close < 0 ? lines.length : isMark(close) ? close : close - 1);
  }

  private String title() {
    return "Block " + (blocks.size() + 1) + (path.isEmpty() ? "" : " (" + path + ")");
  }

  private boolean isMark(int at) {
    return at < lines.length && is(CLOSE, at);
  }

  /** {@code <<<<<<< SEARCH src/Cart.java}. */
  private static Optional<String> inMark(String mark) {
    int word = mark.strip().indexOf(' ');
    int rest = word < 0 ? -1 : mark.strip().indexOf(' ', word + 1);
    return rest < 0 ? Optional.empty() : PathLine.path(mark.strip().substring(rest + 1));
  }

  /** A line that names the file inside of the block, as the first one. */
  private static Optional<String> heading(List<String> search) {
    if (search.isEmpty() || !search.get(0).strip().toUpperCase(Locale.ROOT).startsWith("FILE:")) {
      return Optional.empty();
    }
    Optional<String> named = PathLine.path(search.get(0));
    named.ifPresent(any -> search.remove(0));
    return named;
  }

  /** A path that the sentence before the block quotes. */
  private String mentionedBefore(int open) {
    for (int at = open - 1, seen = 0; at >= 0 && seen < 4; at--) {
      if (!lines[at].isBlank() && !is(FENCE, at)) {
        seen++;
        Optional<String> named = PathLine.mentioned(lines[at]);
        if (named.isPresent()) {
          return named.get();
        }
      }
    }
    return "";
  }

  /** The lines of one side, without a fence of its own around them. */
  private List<String> inside(int from, int to) {
    List<String> side = new ArrayList<>(List.of(lines).subList(from, to));
    List<String> trimmed = Placement.trimmed(side);
    boolean fenced =
        trimmed.size() >= 2
            && FENCE.matcher(trimmed.get(0)).matches()
            && trimmed.get(trimmed.size() - 1).strip().matches("`{3,9}|~{3,9}");
    return fenced ? new ArrayList<>(trimmed.subList(1, trimmed.size() - 1)) : side;
  }

  /** The line that ends the block; a fence's end does where the mark was forgotten. */
  private int end(int from) {
    int fence = -1;
    for (int at = from; at < lines.length; at++) {
      if (is(CLOSE, at)) {
        return at;
      }
      if (is(OPEN, at)) {
        break;
      }
      if (fence < 0 && lines[at].strip().equals("```")) {
        fence = at;
      }
    }
    return fence;
  }

  private int find(Pattern wanted, int from) {
    for (int at = from; at < lines.length && !is(OPEN, at); at++) {
      if (is(wanted, at)) {
        return at;
      }
      if (is(CLOSE, at)) {
        return -1;
      }
    }
    return -1;
  }

  private boolean is(Pattern mark, int at) {
    return lines[at].length() <= LONGEST_MARK && mark.matcher(lines[at]).matches();
  }
}
