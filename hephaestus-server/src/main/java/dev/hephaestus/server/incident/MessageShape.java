package dev.hephaestus.server.incident;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message without what differs each time that it is logged.
 *
 * <p>Every alternative begins with another kind of character and repeats possessively, so that a
 * hostile message takes linear time.
 */
final class MessageShape {
  private static final int MOST_CHARACTERS = 2_000;

  private static final Pattern VARYING =
      Pattern.compile(
          "(?<uuid>(?<!\\w)\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}(?!\\w))"
              + "|(?<quoted>\"[^\"\\n]*+\"|(?<!\\w)'[^'\\n]*+'(?!\\w)|`[^`\\n]*+`)"
              + "|(?<path>(?<!\\w)[a-z][a-z0-9+.-]{1,15}://\\S++|(?<![\\w/])(?:/[\\w.@%+~-]++){2,}+/?+"
              + "|(?<!\\w)[A-Za-z]:\\\\[^\\s\"'<>|]++)"
              + "|(?<hex>(?<!\\w)0[xX]\\p{XDigit}++|@\\p{XDigit}{4,16}+(?!\\w)"
              + "|(?<!\\w)(?=[a-fA-F]{0,63}+\\d)(?=\\d{0,63}+[a-fA-F])\\p{XDigit}{8,64}+(?!\\w))"
              + "|(?<number>[-+]?\\d++(?:[.,:]\\d++)*+)");

  private MessageShape() {}

  static String of(String message) {
    String start = message.substring(0, Math.min(message.length(), MOST_CHARACTERS));
    Matcher matcher = VARYING.matcher(start);
    StringBuilder shape = new StringBuilder(start.length());
    while (matcher.find()) {
      matcher.appendReplacement(shape, kind(matcher));
    }
    return matcher.appendTail(shape).toString();
  }

  private static String kind(Matcher matcher) {
    for (String kind : new String[] {"uuid", "quoted", "path", "hex", "number"}) {
      if (matcher.group(kind) != null) {
        return "<" + kind + ">";
      }
    }
    return "<?>";
  }
}
