package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as lines that remember their own endings, so that an edit leaves all others alone.
 *
 * @param contents the lines without endings
 * @param endings {@code \n}, {@code \r\n} or, of a last line, nothing
 */
record Lines(List<String> contents, List<String> endings) {

  Lines {
    contents = List.copyOf(contents);
    endings = List.copyOf(endings);
  }

  static Lines of(String text) {
    List<String> contents = new ArrayList<>();
    List<String> endings = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int stop = newline < 0 ? text.length() : newline;
      boolean carriage = newline > start && text.charAt(newline - 1) == '\r';
      contents.add(text.substring(start, carriage ? stop - 1 : stop));
      endings.add(newline < 0 ? "" : carriage ? "\r\n" : "\n");
      start = stop + 1;
    }
    return new Lines(contents, endings);
  }

  int size() {
    return contents.size();
  }

  /** The ending that most lines have. */
  String ending() {
    long carriage = endings.stream().filter("\r\n"::equals).count();
    return carriage * 2 > endings.size() ? "\r\n" : "\n";
  }

  /** The text with lines {@code from} (inclusive) to {@code to} (exclusive) replaced. */
  String replaced(int from, int to, List<String> by) {
    StringBuilder text = new StringBuilder();
    append(text, 0, from);
    boolean last = to == size() && size() > 0 && endings.get(size() - 1).isEmpty();
    for (int i = 0; i < by.size(); i++) {
      text.append(by.get(i)).append(last && i == by.size() - 1 ? "" : ending());
    }
    append(text, to, size());
    return text.toString();
  }

  private void append(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      text.append(contents.get(i)).append(endings.get(i));
    }
  }
}
