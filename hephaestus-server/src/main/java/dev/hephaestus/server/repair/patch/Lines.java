package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text as lines that remember their own endings, so that an edit leaves all others alone.
 *
 * @param contents the lines without endings
 * @param endings {@code \n}, {@code \r\n}, in a text without either {@code \r}, or, of a last line,
 *     nothing
 */
record Lines(List<String> contents, List<String> endings) {

  Lines {
    contents = List.copyOf(contents);
    endings = List.copyOf(endings);
  }

  static Lines of(String text) {
    char newline = text.indexOf('\n') < 0 ? '\r' : '\n';
    List<String> contents = new ArrayList<>();
    List<String> endings = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int at = text.indexOf(newline, start);
      int stop = at < 0 ? text.length() : at;
      boolean both = newline == '\n' && at > start && text.charAt(at - 1) == '\r';
      contents.add(text.substring(start, both ? stop - 1 : stop));
      endings.add(at < 0 ? "" : both ? "\r\n" : String.valueOf(newline));
      start = stop + 1;
    }
    return new Lines(contents, endings);
  }

  int size() {
    return contents.size();
  }

  /** The line as it stands. */
  Line line(int at) {
    return new Line(contents.get(at), endings.get(at));
  }

  /** The text with these lines replaced; they do not overlap. */
  String with(List<Splice> splices) {
    List<Line> lines = new ArrayList<>();
    int at = 0;
    for (Splice splice : splices.stream().sorted(Comparator.comparingInt(Splice::from)).toList()) {
      keep(lines, at, splice.from());
      String ending = endingAt(splice.from());
      splice.lines().forEach(line -> lines.add(ended(line, ending)));
      at = splice.to();
    }
    keep(lines, at, size());
    return join(lines);
  }

  private void keep(List<Line> lines, int from, int to) {
    for (int i = from; i < to; i++) {
      lines.add(line(i));
    }
  }

  private static Line ended(Line line, String ending) {
    return line.ending() == null ? new Line(line.content(), ending) : line;
  }

  /** How the lines around this place end. */
  private String endingAt(int at) {
    for (int i = Math.min(at, size() - 1); i >= 0; i--) {
      if (!endings.get(i).isEmpty()) {
        return endings.get(i);
      }
    }
    return "\n";
  }

  /** A text that had no newline at its end has none, and no other line lacks one. */
  private String join(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    boolean bare = size() > 0 && endings.get(size() - 1).isEmpty();
    for (int i = 0; i < lines.size(); i++) {
      String ending = lines.get(i).ending();
      boolean last = i == lines.size() - 1;
      text.append(lines.get(i).content());
      if (!(last && bare)) {
        text.append(ending == null || ending.isEmpty() ? endingAt(size() - 1) : ending);
      }
    }
    return text.toString();
  }
}
