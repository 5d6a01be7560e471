package dev.hephaestus.server.repair.patch;

import org.jspecify.annotations.Nullable;

/** Undoes what writers' tools do to code: curly quotes, long dashes, odd spaces, HTML's escapes. */
final class Typography {

  private Typography() {}

  /** The text with plain quotes, dashes and spaces, and without HTML's escapes. */
  static String plain(String text) {
    return withoutEntities(plainCharacters(text));
  }

  /** The text with plain quotes, dashes and spaces. */
  static String plainCharacters(String text) {
    StringBuilder plain = null;
    for (int i = 0; i < text.length(); i++) {
      String by = by(text.charAt(i));
      if (by != null && plain == null) {
        plain = new StringBuilder(text.length()).append(text, 0, i);
      }
      if (plain != null) {
        plain.append(by == null ? String.valueOf(text.charAt(i)) : by);
      }
    }
    return plain == null ? text : plain.toString();
  }

  private static @Nullable String by(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u201A', '\u2032' -> "'";
      case '\u201C', '\u201D', '\u201E', '\u2033' -> "\"";
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> "-";
      case '\u00A0', '\u2007', '\u202F', '\u2009' -> " ";
      case '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF' -> "";
      case '\u2026' -> "...";
      default -> null;
    };
  }

  static String withoutEntities(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&apos;", "'")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
  }

  /** The text without any white space. */
  static String compact(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00A0' && c != '\uFEFF') {
        compact.append(c);
      }
    }
    return compact.toString();
  }
}
