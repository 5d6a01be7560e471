package dev.hephaestus.server.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A headline {@code Name: message} as languages beside Java print it.
 *
 * @param className the class, or what takes its place
 * @param message null when the line ends with the class
 */
record PrintedName(String className, @Nullable String message) {

  private static final int LONGEST_NAME = 300;

  /** The name in front of the first colon; where none is, all is the message of the stand-in. */
  static PrintedName of(String line, String standIn) {
    String text = line.strip();
    int end = nameEnd(text);
    if (end == text.length() && end > 0) {
      return new PrintedName(text, null);
    }
    boolean named = end > 0 && text.charAt(end) == ':' && isApart(text, end + 1);
    return named
        ? new PrintedName(text.substring(0, end), text.substring(end + 1).strip())
        : new PrintedName(standIn, text);
  }

  /** Whether the line names a class, with or without a message. */
  static boolean isOne(String line) {
    String text = line.strip();
    int end = nameEnd(text);
    return end > 0 && (end == text.length() || (text.charAt(end) == ':' && isApart(text, end + 1)));
  }

  private static boolean isApart(String text, int at) {
    return at >= text.length() || text.charAt(at) <= ' ';
  }

  /** Behind the letters, digits and marks that names of classes have, {@code ::} within. */
  private static int nameEnd(String text) {
    int end = 0;
    int most = Math.min(text.length(), LONGEST_NAME);
    while (end < most) {
      char c = text.charAt(end);
      boolean part =
          Character.isJavaIdentifierPart(c) || c == '.' || c == '`' || c == '<' || c == '>';
      boolean scope = c == ':' && end + 1 < most && text.charAt(end + 1) == ':';
      if (!part && !scope) {
        break;
      }
      end += scope ? 2 : 1;
    }
    boolean starts = end > 0 && Character.isJavaIdentifierStart(text.charAt(0));
    return starts || text.startsWith("<") ? end : 0;
  }

  /** The file's name without folders and ending: what a module is called. */
  static String module(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name.isEmpty() ? "?" : name;
  }

  /** The number at the end of a text behind a colon; 0 when there is none. */
  static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > 100_000_000) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
