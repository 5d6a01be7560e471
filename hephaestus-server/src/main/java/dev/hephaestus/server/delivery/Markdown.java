package dev.hephaestus.server.delivery;

import java.util.List;
import java.util.regex.Pattern;

/** Puts hostile text into Markdown so that it stays text. */
final class Markdown {
  private static final int LINE_CHARS = 240;
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&$^=:-]");

  private Markdown() {}

  /**
   * A sentence: everything that Markdown or HTML would act on is escaped, but names between
   * backticks stay code, as templates and models write them.
   */
  static String prose(String text, int maxLength) {
    String[] parts = HostileText.oneLine(text, maxLength).split("`", -1);
    StringBuilder markdown = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean closed = i % 2 == 1 && i + 1 < parts.length;
      if (closed && !parts[i].isBlank()) {
        markdown.append(span(parts[i]));
      } else if (i % 2 == 1) {
        markdown.append("\\`").append(escaped(parts[i])).append(closed ? "\\`" : "");
      } else {
        markdown.append(escaped(parts[i]));
      }
    }
    return markdown.toString();
  }

  /** Code within a sentence. */
  static String code(String text, int maxLength) {
    return span(HostileText.oneLine(text, maxLength));
  }

  /** A fenced block that none of its lines can close. */
  static String block(String language, List<String> lines) {
    String text = String.join("\n", lines);
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + text + "\n" + fence + "\n";
  }

  /** A fenced block of text that must be taken exactly, such as a patch. */
  static String exactBlock(String language, String text) {
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }

  /** The lines of hostile text for a block. */
  static List<String> lines(String text) {
    return HostileText.lines(text, LINE_CHARS);
  }

  private static String span(String oneLine) {
    if (oneLine.isBlank()) {
      return "";
    }
    String fence = "`".repeat(longestRun(oneLine) + 1);
    boolean padded = oneLine.startsWith("`") || oneLine.endsWith("`");
    return padded ? fence + " " + oneLine + " " + fence : fence + oneLine + fence;
  }

  private static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
