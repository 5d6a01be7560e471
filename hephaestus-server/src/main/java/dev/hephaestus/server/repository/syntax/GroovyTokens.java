package dev.hephaestus.server.repository.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Groovy sources into tokens, in one pass and whatever they are like.
 *
 * <p><i>Shape:</i> positions are bytes of UTF-8; bytes beyond ASCII count as letters.
 */
final class GroovyTokens {

  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SIGN,
    LINE_END,
    END
  }

  /**
   * A token.
   *
   * @param cuts starts and ends of what is put into a string, in turn; empty for others
   */
  record Token(Kind kind, int start, int end, List<Integer> cuts) {}

  private static final String[] SIGNS = {
    "?.", "*.", ".&", ".@", "->", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "?:",
    "=~", "<<", "++", "--", "..", "::"
  };

  private final byte[] bytes;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private GroovyTokens(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<Token> of(byte[] bytes) {
    GroovyTokens tokens = new GroovyTokens(bytes);
    while (tokens.at < bytes.length) {
      tokens.next();
    }
    tokens.add(Kind.END, bytes.length, List.of());
    return tokens.tokens;
  }

  private void next() {
    char c = at(at);
    if (c == '\n') {
      add(Kind.LINE_END, at + 1, List.of());
    } else if (c <= ' ') {
      at++;
    } else if (startsWith("//") || (startsWith("#!") && at == 0)) {
      skipTo("\n", 0);
    } else if (startsWith("/*")) {
      skipTo("*/", 2);
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (startsWith("$/")) {
      quoted(2, "/$", true, false);
    } else if (c == '/' && isPattern()) {
      quoted(1, "/", true, true);
    } else if (isLetter(c)) {
      run(Kind.WORD);
    } else if (c >= '0' && c <= '9') {
      run(Kind.NUMBER);
    } else {
      add(Kind.SIGN, at + sign(), List.of());
    }
  }

  private void skipTo(String end, int more) {
    at += more;
    while (at < bytes.length && !startsWith(end)) {
      at++;
    }
    at = Math.min(bytes.length, at + more);
  }

  private void string(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean interpolated = quote == '"';
    if (startsWith(three)) {
      quoted(3, three, interpolated, false);
    } else {
      quoted(1, String.valueOf(quote), interpolated, true);
    }
  }

  /** A string that ends with its line is broken there, so that the rest can be read. */
  private void quoted(int open, String close, boolean interpolated, boolean oneLine) {
    int i = at + open;
    List<Integer> cuts = new ArrayList<>();
    while (i < bytes.length && !startsWith(close, i) && !(oneLine && at(i) == '\n')) {
      if (at(i) == '\\') {
        i += 2;
      } else if (interpolated && at(i) == '$' && i + 1 < bytes.length && opens(at(i + 1))) {
        cuts.add(i);
        i = at(i + 1) == '{' ? braces(i + 2) : names(i + 1);
        cuts.add(Math.min(i, bytes.length));
      } else {
        i++;
      }
    }
    boolean closed = startsWith(close, i);
    add(Kind.STRING, Math.min(bytes.length, closed ? i + close.length() : i), cuts);
  }

  private static boolean opens(char c) {
    return c == '{' || Character.isLetter(c) || c == '_';
  }

  private int braces(int from) {
    int depth = 1;
    int i = from;
    while (i < bytes.length && depth > 0 && at(i) != '\n') {
      depth += at(i) == '{' ? 1 : at(i) == '}' ? -1 : 0;
      i++;
    }
    return i;
  }

  private int names(int from) {
    int i = from;
    while (i < bytes.length
        && (isPart(at(i)) || (at(i) == '.' && i + 1 < bytes.length && isLetter(at(i + 1))))) {
      i++;
    }
    return i;
  }

  private void run(Kind kind) {
    int i = at;
    while (i < bytes.length && isPart(at(i))) {
      i++;
    }
    add(kind, i, List.of());
  }

  /** A slash where a value cannot end, with another one on the same line. */
  private boolean isPattern() {
    if (!tokens.isEmpty()) {
      Token last = tokens.get(tokens.size() - 1);
      boolean value =
          last.kind() == Kind.WORD
              || last.kind() == Kind.NUMBER
              || last.kind() == Kind.STRING
              || (last.kind() == Kind.SIGN && ")]}".indexOf(at(last.start())) >= 0);
      if (value) {
        return false;
      }
    }
    for (int i = at + 1; i < bytes.length && at(i) != '\n'; i++) {
      if (at(i) == '/' && at(i - 1) != '\\') {
        return true;
      }
    }
    return false;
  }

  private int sign() {
    for (String sign : SIGNS) {
      if (startsWith(sign)) {
        return 2;
      }
    }
    return 1;
  }

  private void add(Kind kind, int end, List<Integer> cuts) {
    tokens.add(new Token(kind, at, end, List.copyOf(cuts)));
    at = end;
  }

  private boolean startsWith(String text) {
    return startsWith(text, at);
  }

  private boolean startsWith(String text, int from) {
    if (from + text.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (at(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private char at(int index) {
    return (char) (bytes[index] & 0xff);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c > 127;
  }

  private static boolean isPart(char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }
}
