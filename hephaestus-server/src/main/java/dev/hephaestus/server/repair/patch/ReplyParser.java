package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads search/replace blocks out of a model's text, past chatter, code fences and any line ending.
 *
 * <p><i>Shape:</i>
 *
 * <pre>
 * CAUSE: one sentence
 * FILE: path/in/the/repository.java
 * &lt;&lt;&lt;&lt;&lt;&lt;&lt; SEARCH
 * lines as they are
 * =======
 * lines as they should be
 * &gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE
 * </pre>
 *
 * or {@code ABSTAIN: reason} and no block. Several blocks may follow one {@code FILE}.
 *
 * <p><i>Source:</i> the block form is that of aider's edit format, which models know.
 */
public final class ReplyParser {
  /** Longer texts are not read. */
  public static final int MOST_CHARS = 400_000;

  private static final int MOST_BLOCKS = 50;
  private static final Pattern FILE =
      Pattern.compile(
          "^[\\s#*>-]*(?:FILE|File|file)\\**\\s*:\\**\\s*[`\"']?([^`\"'*]+?)[`\"'*]*\\s*$");
  private static final Pattern BARE_PATH =
      Pattern.compile("^[\\s#*`]*([\\w.@+-]+(?:/[\\w.@+ -]+)*\\.\\w{1,12})[`*:]*\\s*$");
  private static final Pattern OPEN = Pattern.compile("^\\s*<{5,9}\\s*SEARCH\\b.*$");
  private static final Pattern MIDDLE = Pattern.compile("^\\s*={5,9}\\s*$");
  private static final Pattern CLOSE = Pattern.compile("^\\s*>{5,9}\\s*REPLACE\\b.*$");
  private static final Pattern CAUSE = Pattern.compile("^[\\s#*]*CAUSE\\**\\s*:\\**\\s*(.+)$");
  private static final Pattern ABSTAIN = Pattern.compile("^[\\s#*]*ABSTAIN\\**\\s*:\\**\\s*(.*)$");

  private String path = "";
  private String cause = "";
  private String abstention = "";
  private final List<Block> blocks = new ArrayList<>();

  private ReplyParser() {}

  /** What the text says. */
  public static Reply parse(String text) {
    if (text.isBlank()) {
      return new Reply.Unreadable("The reply is empty.");
    }
    if (text.length() > MOST_CHARS) {
      return new Reply.Unreadable(
          "The reply is longer than " + MOST_CHARS + " characters; answer with the blocks only.");
    }
    return new ReplyParser().read(text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1));
  }

  private Reply read(String[] lines) {
    for (int at = 0; at < lines.length; at++) {
      String line = lines[at];
      if (OPEN.matcher(line).matches()) {
        int divider = find(MIDDLE, lines, at + 1);
        int end = divider < 0 ? -1 : find(CLOSE, lines, divider + 1);
        if (end < 0) {
          return unclosed(divider < 0 ? "=======" : ">>>>>>> REPLACE");
        }
        if (path.isEmpty()) {
          return new Reply.Unreadable(
              "Block " + (blocks.size() + 1) + " names no file: put a line FILE: path before it.");
        }
        if (blocks.size() == MOST_BLOCKS) {
          return new Reply.Unreadable("The reply has more than " + MOST_BLOCKS + " blocks.");
        }
        blocks.add(
            new Block(
                blocks.size() + 1,
                path,
                join(lines, at + 1, divider),
                join(lines, divider + 1, end)));
        at = end;
      } else {
        note(line);
      }
    }
    return result();
  }

  private void note(String line) {
    Matcher file = FILE.matcher(line);
    Matcher bare = BARE_PATH.matcher(line);
    Matcher why = CAUSE.matcher(line);
    Matcher givesUp = ABSTAIN.matcher(line);
    if (file.matches()) {
      path = file.group(1).strip();
    } else if (bare.matches()) {
      path = bare.group(1).strip();
    } else if (why.matches() && cause.isEmpty()) {
      cause = why.group(1).strip();
    } else if (givesUp.matches() && abstention.isEmpty()) {
      abstention = givesUp.group(1).isBlank() ? "no reason given" : givesUp.group(1).strip();
    }
  }

  private Reply result() {
    if (!blocks.isEmpty()) {
      return new Reply.Change(cause, blocks);
    }
    if (!abstention.isEmpty()) {
      return new Reply.Abstain(abstention);
    }
    return new Reply.Unreadable(
        "The reply holds no block: write FILE: path, then <<<<<<< SEARCH, =======, >>>>>>> REPLACE.");
  }

  private Reply unclosed(String missing) {
    return new Reply.Unreadable(
        "Block "
            + (blocks.size() + 1)
            + (path.isEmpty() ? "" : " (" + path + ")")
            + " does not end: the line "
            + missing
            + " is missing.");
  }

  /** The next line of the form, before another block begins. */
  private static int find(Pattern wanted, String[] lines, int from) {
    for (int at = from; at < lines.length; at++) {
      if (wanted.matcher(lines[at]).matches()) {
        return at;
      }
      if (OPEN.matcher(lines[at]).matches()) {
        return -1;
      }
    }
    return -1;
  }

  private static String join(String[] lines, int from, int to) {
    return String.join("\n", List.of(lines).subList(from, to));
  }
}
