package dev.hephaestus.server.repository;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Replaces a Java source's comments by blanks, for the parser would spend much of its time on
 * finding out which of them belongs to which declaration; what is left stands where it stood.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class JavaComments {

  /** Escapes that may begin or end a comment or a literal. */
  private static final String[] ESCAPED = {"22", "27", "2a", "2f", "0a", "0d", "5c"};

  private final char[] source;
  private final BitSet documenting = new BitSet();
  private final BitSet lined = new BitSet();
  private int[] ranges = new int[64];
  private int count;
  private int at;
  private boolean erased;

  private JavaComments(char[] source) {
    this.source = source;
  }

  /** Blanks the comments of the source; in one whose comments are not all sure, none. */
  static JavaComments erase(String text, char[] source) {
    JavaComments comments = new JavaComments(source);
    comments.erased = !hidesDelimiters(text) && comments.find();
    if (comments.erased) {
      comments.blank();
    } else {
      comments.count = 0;
    }
    return comments;
  }

  /** Whether no comment is left. */
  boolean erased() {
    return erased;
  }

  private static boolean hidesDelimiters(String text) {
    for (int i = text.indexOf("\\u"); i >= 0; i = text.indexOf("\\u", i + 2)) {
      int digits = i + 2;
      while (digits < text.length() && text.charAt(digits) == 'u') {
        digits++;
      }
      for (String code : ESCAPED) {
        if (text.regionMatches(true, digits, "00" + code, 0, 4)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where the documentation of what begins at the position begins, or the position itself. */
  int documented(int position) {
    for (int i = count - 1; i >= 0; i--) {
      int start = ranges[2 * i];
      int end = ranges[2 * i + 1];
      if (end <= position) {
        if (!isBlank(end, position)) {
          return position;
        }
        if (documenting.get(start)) {
          return lined.get(start) ? firstOfLines(i) : start;
        }
      }
    }
    return position;
  }

  /** Lines that follow each other document together. */
  private int firstOfLines(int last) {
    int first = last;
    while (first > 0
        && lined.get(ranges[2 * first - 2])
        && isOneLineBreak(ranges[2 * first - 1], ranges[2 * first])) {
      first--;
    }
    return ranges[2 * first];
  }

  private boolean isOneLineBreak(int from, int to) {
    int breaks = 0;
    for (int i = from; i < to; i++) {
      breaks += source[i] == '\n' || (source[i] == '\r' && source[i + 1] != '\n') ? 1 : 0;
    }
    return breaks == 1 && isBlank(from, to);
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(source[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean find() {
    while (at < source.length) {
      switch (source[at]) {
        case '/' -> {
          if (!comment()) {
            return false;
          }
        }
        case '"' -> {
          if (isTextBlock()) {
            textBlock();
          } else {
            literal('"');
          }
        }
        case '\'' -> literal('\'');
        default -> at++;
      }
    }
    return true;
  }

  private char peek(int ahead) {
    return at + ahead < source.length ? source[at + ahead] : '\0';
  }

  /** Whether the comment, if it is one, ends. */
  private boolean comment() {
    int start = at;
    if (peek(1) == '/') {
      documenting.set(start, peek(2) == '/');
      lined.set(start, peek(2) == '/');
      while (at < source.length && source[at] != '\n' && source[at] != '\r') {
        at++;
      }
      add(start);
    } else if (peek(1) == '*') {
      boolean documents = peek(2) == '*' && peek(3) != '/';
      at += 2;
      while (!(peek(0) == '*' && peek(1) == '/')) {
        if (at >= source.length) {
          return false;
        }
        at++;
      }
      at += 2;
      documenting.set(start, documents);
      add(start);
    } else {
      at++;
    }
    return true;
  }

  private void literal(char quote) {
    at++;
    while (at < source.length && source[at] != '\n' && source[at] != '\r') {
      char next = source[at++];
      if (next == quote) {
        return;
      }
      if (next == '\\' && at < source.length) {
        at++;
      }
    }
  }

  private boolean isTextBlock() {
    if (peek(1) != '"' || peek(2) != '"') {
      return false;
    }
    int ahead = 3;
    while (peek(ahead) == ' ' || peek(ahead) == '\t' || peek(ahead) == '\f') {
      ahead++;
    }
    return peek(ahead) == '\n' || peek(ahead) == '\r';
  }

  private void textBlock() {
    at += 3;
    while (at < source.length) {
      if (source[at] == '"' && peek(1) == '"' && peek(2) == '"') {
        at += 3;
        return;
      }
      at += source[at] == '\\' ? 2 : 1;
    }
  }

  private void add(int start) {
    if (2 * count == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * ranges.length);
    }
    ranges[2 * count] = start;
    ranges[2 * count + 1] = at;
    count++;
  }

  private void blank() {
    for (int i = 0; i < count; i++) {
      for (int j = ranges[2 * i]; j < ranges[2 * i + 1]; j++) {
        if (source[j] != '\n' && source[j] != '\r') {
          source[j] = ' ';
        }
      }
    }
  }
}
