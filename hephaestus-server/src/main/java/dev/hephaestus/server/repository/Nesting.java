package dev.hephaestus.server.repository;

/**
 * How deep brackets stand in each other: parsers take more than linear time in depth, and most of
 * all in what is never closed, so that a small file could keep them busy for hours.
 */
final class Nesting {

  /** Deeper than anything that people write; what builders and tables of generated code reach. */
  private static final int DEEPEST = 256;

  private static final int DEEPEST_ANGLES = 64;

  /** A file with lost braces has a few. */
  private static final int MOST_UNCLOSED = 20;

  private final String text;
  private final StringBuilder open = new StringBuilder();
  private int deepest;
  private int angles;
  private int deepestAngles;

  private Nesting(String text) {
    this.text = text;
  }

  /** That of a text; brackets in strings and comments count until they would matter. */
  static Nesting of(String text) {
    Nesting nesting = new Nesting(text);
    for (int i = 0; i < text.length(); i++) {
      nesting.take(text.charAt(i));
    }
    return nesting;
  }

  /** Whether a parser had better not see it. */
  boolean isTooDeep() {
    return tooDeep() && of(BlankedText.codeOnly(text)).tooDeep();
  }

  /** The brackets that close what many are left open, to be added behind the text. */
  String closing() {
    if (open.length() <= MOST_UNCLOSED) {
      return "";
    }
    StringBuilder closing = of(BlankedText.codeOnly(text)).open;
    if (closing.length() <= MOST_UNCLOSED) {
      return "";
    }
    for (int i = 0; i < closing.length(); i++) {
      char opened = closing.charAt(i);
      closing.setCharAt(i, opened == '{' ? '}' : opened == '(' ? ')' : ']');
    }
    return closing.reverse().toString();
  }

  private boolean tooDeep() {
    return deepest > DEEPEST || deepestAngles > DEEPEST_ANGLES;
  }

  private void take(char c) {
    switch (c) {
      case '(', '[', '{' -> {
        open.append(c);
        deepest = Math.max(deepest, open.length());
        angles = 0;
      }
      case ')' -> close('(');
      case ']' -> close('[');
      case '}' -> close('{');
      case '<' -> deepestAngles = Math.max(deepestAngles, ++angles);
      case '>' -> angles = Math.max(0, angles - 1);
      case ';' -> angles = 0;
      default -> {
        // Nothing else nests.
      }
    }
  }

  /** What stands open inside of it was never closed; a bracket that closes nothing is passed by. */
  private void close(char opened) {
    angles = 0;
    int at = open.length() - 1;
    // A lost parenthesis must not swallow the braces around it.
    while (at >= 0 && open.charAt(at) != opened && (opened == '{' || open.charAt(at) != '{')) {
      at--;
    }
    if (at >= 0 && open.charAt(at) == opened) {
      open.setLength(at);
    }
  }
}
