package dev.hephaestus.scrubbing;

/** What may stand between a name and its value. */
final class Separator {
  private static final int MOST_BLANKS = 16;

  /** What Spring says of a form's field: {@code field 'password': rejected value [x]}. */
  private static final String REJECTION = "rejected value ";

  private Separator() {}

  /** Where the value begins of the name from {@code start} to before {@code end}; -1: nowhere. */
  static int end(String text, int start, int end) {
    int at = afterQuote(text, end);
    boolean quoted = at > end;
    int sign = afterBlanks(text, at);
    if (isAt(text, sign, ':') || isAt(text, sign, '=')) {
      return afterRejection(text, afterBlanks(text, afterSigns(text, sign)));
    }
    if (quoted && text.startsWith(REJECTION, sign)) {
      return afterRejection(text, sign);
    }
    if (text.startsWith("%3D", end) || text.startsWith("%3d", end)) {
      return end + 3;
    }
    if (isAt(text, end, '>') && isAt(text, start - 1, '<')) {
      return end + 1;
    }
    if (quoted && text.startsWith("value", sign)) { // name="password" value="…"
      int equals = afterBlanks(text, sign + "value".length());
      return isAt(text, equals, '=') ? afterBlanks(text, equals + 1) : -1;
    }
    boolean option = text.startsWith("--", start); // A name may begin with dashes.
    return option && !quoted && sign > end ? sign : -1;
  }

  /** {@code =}, {@code :}, {@code :=}, {@code =>}, {@code ==}, {@code ::}. */
  private static int afterSigns(String text, int from) {
    int at = from + 1;
    while (at < from + 3 && at < text.length() && ":=>".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int afterRejection(String text, int from) {
    return text.startsWith(REJECTION, from) ? from + REJECTION.length() : from;
  }

  private static int afterQuote(String text, int from) {
    int at = from;
    while (isAt(text, at, '\\')) {
      at++;
    }
    boolean quote = isAt(text, at, '"') || isAt(text, at, '\'') || isAt(text, at, '`');
    return quote ? at + 1 : from;
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at - from < MOST_BLANKS && (isAt(text, at, ' ') || isAt(text, at, '\t'))) {
      at++;
    }
    return at;
  }

  private static boolean isAt(String text, int index, char c) {
    return index >= 0 && index < text.length() && text.charAt(index) == c;
  }
}
