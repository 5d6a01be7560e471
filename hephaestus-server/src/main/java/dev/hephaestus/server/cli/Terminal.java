package dev.hephaestus.server.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Standard output for results and standard error for progress, in colour where a person looks.
 *
 * <p>What is shown may hold an attacker's text: control characters never reach the terminal.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class Terminal {

  /** The colours that are used. */
  public enum Style {
    PLAIN("0"),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;

  /** A terminal that writes to the given streams. */
  public Terminal(PrintStream out, PrintStream err, boolean coloured) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
  }

  /** A line of the result, as it is: for machines. */
  public void raw(String text) {
    out.println(text);
  }

  /** A line of the result, for people. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A line of progress. */
  public void progress(String text) {
    err.println(style(Style.DIM, clean(text)));
    err.flush();
  }

  /** A line about what went wrong. */
  public void problem(String text) {
    err.println(style(Style.RED, "hephaestus: ") + clean(text));
    err.flush();
  }

  /** Writes out what was printed. */
  public void flush() {
    out.flush();
    err.flush();
  }

  /** The text in a style, cleaned. */
  public String style(Style style, String text) {
    String cleaned = clean(text);
    return coloured ? "\u001b[" + style.code + "m" + cleaned + "\u001b[0m" : cleaned;
  }

  /** A unified diff with its lines coloured. */
  public String diff(String unifiedDiff) {
    return unifiedDiff.lines().map(this::diffLine).collect(Collectors.joining("\n"));
  }

  private String diffLine(String line) {
    if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
      return style(Style.BOLD, line);
    }
    if (line.startsWith("@@")) {
      return style(Style.CYAN, line);
    }
    if (line.startsWith("+")) {
      return style(Style.GREEN, line);
    }
    return line.startsWith("-") ? style(Style.RED, line) : clean(line);
  }

  /** The text without characters that could steer a terminal. */
  static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean steers =
                  (Character.isISOControl(c) && c != '\n' && c != '\t')
                      || Character.getType(c) == Character.FORMAT;
              if (steers) {
                cleaned.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                cleaned.appendCodePoint(c);
              }
            });
    return cleaned.toString();
  }
}
