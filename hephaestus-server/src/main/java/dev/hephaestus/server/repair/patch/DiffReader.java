package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads hunks of a diff as blocks: what stays and goes is searched for, what stays and comes
 * replaces it. Line numbers are not looked at, models cannot count.
 *
 * <p><i>Source:</i> the unified format of GNU diffutils' manual, and the {@code *** Begin Patch}
 * form that OpenAI's models are trained on.
 */
final class DiffReader {
  private static final Pattern UPDATE =
      Pattern.compile("\\s{0,8}\\*{3} (?:Update|Add|Delete) File: .{1,500}");

  private final String[] lines;
  private final List<Edit> blocks = new ArrayList<>();
  private final List<String> hunk = new ArrayList<>();
  private String path = "";
  private boolean created;
  private boolean inside;
  private String fault = "";

  private DiffReader(String[] lines) {
    this.lines = lines;
  }

  static BlockReader.Result read(String[] lines) {
    DiffReader reader = new DiffReader(lines);
    for (int at = 0; at < lines.length && reader.fault.isEmpty(); at++) {
      at = reader.line(at);
    }
    reader.finish();
    return new BlockReader.Result(reader.blocks, reader.fault);
  }

  /** Takes a line, or the two of a heading; answers the last that it took. */
  private int line(int at) {
    String line = lines[at];
    boolean heads =
        line.startsWith("--- ") && at + 1 < lines.length && lines[at + 1].startsWith("+++ ");
    if (heads) {
      finish();
      header(line.substring(4), lines[at + 1].substring(4));
      return at + 1;
    }
    if (UPDATE.matcher(line).matches()) {
      finish();
      section(line.strip());
    } else if (line.startsWith("diff --git ") || line.strip().equals("*** End Patch")) {
      finish();
      inside = false;
    } else if (line.startsWith("@@")) {
      finish();
      inside = !path.isEmpty();
    } else if (line.strip().startsWith("```") || line.strip().startsWith("~~~")) {
      finish();
      inside = false;
    } else if (inside && !line.startsWith("\\ No newline")) {
      hunk.add(line);
    }
    return at;
  }

  private void header(String before, String after) {
    created = name(before).equals("/dev/null");
    path = name(after);
    if (created && path.startsWith("b/")) {
      path = path.substring(2);
    }
    inside = true;
    if (path.equals("/dev/null")) {
      fault = "The diff deletes " + name(before) + "; a repair deletes no file.";
    }
  }

  private void section(String heading) {
    path = heading.substring(heading.indexOf(": ") + 2).strip();
    created = heading.contains("Add File");
    inside = true;
    if (heading.contains("Delete File")) {
      fault = "The patch deletes " + path + "; a repair deletes no file.";
    }
  }

  /** Without the time that may follow behind a tab. */
  private static String name(String given) {
    int tab = given.indexOf('\t');
    return (tab < 0 ? given : given.substring(0, tab)).strip();
  }

  private void finish() {
    boolean changes = hunk.stream().anyMatch(line -> line.startsWith("+") || line.startsWith("-"));
    if (changes && blocks.size() == BlockReader.MOST_BLOCKS) {
      fault = "The diff has more than " + BlockReader.MOST_BLOCKS + " hunks.";
    } else if (changes && fault.isEmpty()) {
      add();
    }
    hunk.clear();
  }

  private void add() {
    while (hunk.get(hunk.size() - 1).isBlank()) {
      hunk.remove(hunk.size() - 1);
    }
    boolean spaced = contextHasItsSpace();
    List<String> search = new ArrayList<>();
    List<String> replace = new ArrayList<>();
    for (String line : hunk) {
      char sign = line.isEmpty() ? ' ' : line.charAt(0);
      String content = line.isEmpty() ? "" : line.substring(1);
      switch (sign) {
        case '+' -> replace.add(content);
        case '-' -> search.add(content);
        default -> {
          String kept = sign == ' ' && spaced ? content : line;
          search.add(kept);
          replace.add(kept);
        }
      }
    }
    if (search.isEmpty() && !created) {
      fault = "A hunk for " + path + " only adds lines and shows none around them.";
      return;
    }
    blocks.add(
        new Block(blocks.size() + 1, path, String.join("\n", search), String.join("\n", replace)));
  }

  /** Models often forget the space before lines that stay: then code is oddly indented without. */
  private boolean contextHasItsSpace() {
    List<String> context =
        hunk.stream()
            .filter(line -> !line.isBlank() && line.charAt(0) != '+' && line.charAt(0) != '-')
            .toList();
    if (context.stream().anyMatch(line -> line.charAt(0) != ' ')) {
      return false;
    }
    long even = context.stream().filter(line -> Placement.indent(line).length() % 2 == 0).count();
    return even * 2 <= context.size();
  }
}
