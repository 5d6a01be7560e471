package dev.hephaestus.server.delivery;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text that somebody else wrote (log messages, traces, a model's sentences) fit to stand in a
 * commit message or on a code host: it notifies nobody, closes nothing, commands no bot and hides
 * nothing.
 *
 * <p>A zero-width space after the character that would start a reference breaks it for machines and
 * leaves it readable for people; code hosts' own bots do the same.
 */
final class HostileText {
  private static final String ZERO_WIDTH_SPACE = "\u200B";

  /** Controls, lone surrogates, and the marks that reorder or hide text (Trojan Source). */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\uFFF9-\\uFFFB]");

  private static final Pattern LINE_END =
      Pattern.compile("\\r\\n|[\\n\\r\\u000B\\f\\u0085\\u2028\\u2029]");
  private static final Pattern MENTION = Pattern.compile("(?<![A-Za-z0-9])@(?=[A-Za-z0-9_-])");
  private static final Pattern REFERENCE = Pattern.compile("#(?=\\d)");
  private static final Pattern GH_REFERENCE = Pattern.compile("(?i)(GH-)(?=\\d)");
  private static final Pattern LINK = Pattern.compile(":(?=//)");
  private static final Pattern BARE_LINK = Pattern.compile("(?i)(www)(?=\\.)");
  private static final Pattern COMMAND = Pattern.compile("^(\\s*)/(?=\\p{Alpha})");

  private HostileText() {}

  /** The text on one line, cut after so many characters, with no reference in it. */
  static String oneLine(String text, int maxLength) {
    return defused(clean(LINE_END.matcher(text).replaceAll(" ")).strip(), maxLength);
  }

  /** Its lines, each cut after so many characters, with no reference in them. */
  static List<String> lines(String text, int maxLength) {
    return LINE_END
        .splitAsStream(text)
        .map(line -> defused(clean(line.replace("\t", "    ")).stripTrailing(), maxLength))
        .toList();
  }

  /** The text without what would be shown as nothing, cut after so many characters. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    int end = maxLength - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  private static String clean(String text) {
    return HIDDEN.matcher(text).replaceAll(" ");
  }

  private static String defused(String text, int maxLength) {
    String safe = cut(text, maxLength);
    safe = MENTION.matcher(safe).replaceAll("@" + ZERO_WIDTH_SPACE);
    safe = REFERENCE.matcher(safe).replaceAll("#" + ZERO_WIDTH_SPACE);
    safe = GH_REFERENCE.matcher(safe).replaceAll("$1" + ZERO_WIDTH_SPACE);
    safe = LINK.matcher(safe).replaceAll(":" + ZERO_WIDTH_SPACE);
    safe = BARE_LINK.matcher(safe).replaceAll("$1" + ZERO_WIDTH_SPACE);
    return COMMAND.matcher(safe).replaceAll("$1" + ZERO_WIDTH_SPACE + "/");
  }
}
