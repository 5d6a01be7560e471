package dev.hephaestus.server.incident;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a message without what differs each time that it is logged.
 *
 * <p>Every alternative begins with another kind of character and repeats possessively, so that a
 * hostile message takes linear time.
 *
 * <p><i>Source:</i> masking before mining, as in He, Zhu, Zheng and Lyu, "Drain: An Online Log
 * Parsing Approach with Fixed Depth Tree", ICWS 2017, section III-B.
 */
final class MessageShape {
  private static final int MOST_CHARACTERS = 1_000;

  private static final Pattern VARYING =
      Pattern.compile(
          "(?<uuid>(?<!\\w)\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}(?!\\w))"
              + "|(?<quoted>\"[^\"\\n]*+\"|(?<!\\w)'[^'\\n]*+'(?!\\w)|`[^`\\n]*+`)"
              + "|(?<path>(?<!\\w)[a-z][a-z0-9+.-]{1,15}://\\S++|(?<![\\w/])(?:/[\\w.@%+~-]++){2,}+/?+"
              + "|(?<!\\w)[A-Za-z]:\\\\[^\\s\"'<>|]++)"
              + "|(?<mail>(?<![\\w.+-])[A-Za-z][\\w.+-]{0,63}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+)++)"
              + "|(?<value>(?<=\\w=)[^\\s,;)\\]}<]++)"
              + "|(?<list>(?<=[\\s:=])\\[[^\\[\\]\\n]*+\\]|(?<=[\\s:=])\\{[^{}\\n]++\\}"
              + "|(?<=\\w)\\([^()=\\n]*+=[^()\\n]*+\\)|(?<=\\w)\\[[^\\[\\]=\\n]*+=[^\\[\\]\\n]*+\\]"
              + "|(?<=\\w)\\{[^{}=\\n]*+=[^{}\\n]*+\\})"
              + "|(?<hex>(?<!\\w)0[xX]\\p{XDigit}++|@\\p{XDigit}{4,16}+(?!\\w)"
              + "|(?<!\\w)(?=[a-fA-F]{0,63}+\\d)(?=\\d{0,63}+[a-fA-F])\\p{XDigit}{8,64}+(?!\\w))"
              + "|(?<number>(?<!\\w)[-+]?\\d++(?:[.,:]\\d++)*+(?:ns|us|ms|s|m|h|d|[kKMGT]?i?B|%)?+(?!\\w))"
              + "|(?<id>(?<![\\w-])(?=[A-Za-z_-]{1,64}+\\d|\\d{1,64}+[A-Za-z_-])\\w++(?:-\\w++)*+)"
              + "|(?<digits>[-+]?\\d++(?:[.,:]\\d++)*+)");

  private static final String[] KINDS = {
    "uuid", "quoted", "path", "mail", "value", "list", "hex", "number", "id"
  };

  private MessageShape() {}

  static String of(String message) {
    String start = firstLine(message);
    Matcher matcher = VARYING.matcher(start);
    if (!matcher.find()) {
      return start;
    }
    StringBuilder shape = new StringBuilder(start.length());
    int from = 0;
    do {
      shape.append(start, from, matcher.start()).append(kind(matcher));
      from = matcher.end();
    } while (matcher.find());
    return shape.append(start, from, start.length()).toString();
  }

  private static String firstLine(String message) {
    int begin = 0;
    while (begin < message.length() && Character.isWhitespace(message.charAt(begin))) {
      begin++;
    }
    int end = Math.min(message.length(), begin + MOST_CHARACTERS);
    for (int i = begin; i < end; i++) {
      char c = message.charAt(i);
      if (c == '\n' || c == '\r') {
        return message.substring(begin, i);
      }
    }
    return message.substring(begin, end);
  }

  private static String kind(Matcher matcher) {
    for (String kind : KINDS) {
      if (matcher.start(kind) >= 0) {
        return "<" + kind + ">";
      }
    }
    return "<number>";
  }
}
