package dev.hephaestus.server.ingest;

import java.util.Optional;

/**
 * Reads one call of a backtrace: {@code /app/cart.rb:42:in 'Shop::Cart#total'}.
 *
 * <p><i>Shape:</i> the class as printed since Ruby 3.4, before that the file's own name; a block is
 * a call of the method that it stands in. The file is the path as printed.
 */
final class RubyFrame {

  private static final String FROM = "from ";

  private RubyFrame() {}

  /** Whether no other language prints a line like this. */
  static boolean isCertain(String line) {
    return line.contains(":in ") && parse(line).isPresent();
  }

  static Optional<Frame> parse(String line) {
    String text = bare(line);
    int in = text.indexOf(":in ");
    int quoted = in + 4;
    if (in < 0 || quoted >= text.length() || "`'\"".indexOf(text.charAt(quoted)) < 0) {
      return Optional.empty();
    }
    int end = end(text, quoted);
    int colon = text.lastIndexOf(':', in - 1);
    int number = colon < 1 ? 0 : PrintedName.number(text.substring(colon + 1, in));
    boolean internal = text.startsWith("<internal:");
    if (end < 0 || (number == 0 && !internal) || text.lastIndexOf(": ", in) >= 0) {
      return Optional.empty();
    }
    String file = colon < 1 ? text.substring(0, in) : text.substring(0, colon);
    return Optional.of(call(text.substring(quoted + 1, end), file, number));
  }

  /** What stands behind the call: the message, where the line has one; else nothing. */
  static String message(String line) {
    String text = bare(line);
    int in = text.indexOf(":in ");
    int end = in < 0 ? -1 : end(text, in + 4);
    return end >= 0 && text.startsWith(": ", end + 1) ? text.substring(end + 3).strip() : "";
  }

  private static Frame call(String name, String file, int line) {
    int in = name.lastIndexOf(" in ");
    String own = in < 0 ? name : name.substring(in + 4);
    int hash = own.lastIndexOf('#');
    int dot = own.startsWith("<") ? -1 : own.lastIndexOf('.');
    int cut = Math.max(hash, dot);
    boolean owned = cut > 0 && cut < own.length() - 1 && Character.isUpperCase(own.charAt(0));
    return Frame.of(
        owned ? own.substring(0, cut) : PrintedName.module(file),
        owned ? own.substring(cut + 1) : own,
        file,
        line);
  }

  private static int end(String text, int quote) {
    int end = text.indexOf('\'', quote + 1);
    return end < 0 && text.charAt(quote) == '"' ? text.indexOf('"', quote + 1) : end;
  }

  /** Without what a backtrace puts in front of a call: {@code from}, {@code 12: from}, marks. */
  private static String bare(String line) {
    String text = line.strip();
    int number = 0;
    while (number < text.length() && Character.isDigit(text.charAt(number))) {
      number++;
    }
    if (number > 0 && text.startsWith(": " + FROM, number)) {
      text = text.substring(number + 2);
    }
    return text.startsWith(FROM) ? text.substring(FROM.length()) : text;
  }
}
