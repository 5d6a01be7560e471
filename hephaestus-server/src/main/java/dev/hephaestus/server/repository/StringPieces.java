package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/** Cuts strings at what is put into them when they are made. */
final class StringPieces {

  private StringPieces() {}

  /** The literal texts of all strings in the nodes, in order. */
  static List<String> in(List<SyntaxNode> nodes, LanguageRules rules) {
    List<String> pieces = new ArrayList<>();
    for (SyntaxNode node : nodes) {
      node.walk(
          each -> {
            if (rules.role(each) != Role.STRING) {
              return true;
            }
            pieces.addAll(of(each));
            return false;
          });
    }
    return pieces;
  }

  /** The literal texts of one string. */
  static List<String> of(SyntaxNode string) {
    boolean parts = string.children().stream().anyMatch(StringPieces::isContent);
    return parts ? byParts(string) : byGaps(string);
  }

  private static List<String> byParts(SyntaxNode string) {
    List<String> pieces = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (SyntaxNode part : string.children()) {
      if (isInterpolation(part)) {
        flush(open, pieces);
      } else if (isContent(part)) {
        // Some grammars keep escapes in the content, as nodes of their own.
        open.append(unescaped(part.text()));
      }
    }
    flush(open, pieces);
    return pieces;
  }

  /** Grammars that name only what is put in leave the text between. */
  private static List<String> byGaps(SyntaxNode string) {
    String text = string.text();
    int start = opening(text);
    int end = closing(text, start);
    if (string.children().stream().noneMatch(StringPieces::isInterpolation)) {
      return List.of(unescaped(text.substring(start, end).replace("\"\"", "\"")));
    }
    List<String> pieces = new ArrayList<>();
    for (String piece : gaps(string)) {
      flush(new StringBuilder(unescaped(piece)), pieces);
    }
    return pieces;
  }

  private static List<String> gaps(SyntaxNode string) {
    List<String> gaps = new ArrayList<>();
    SyntaxNode last = string;
    for (SyntaxNode part : string.children()) {
      if (isInterpolation(part)) {
        String before = last == string ? string.textUntil(part) : last.textUntil(part);
        gaps.add(last == string ? before.substring(opening(before)) : before.substring(cut(last)));
        last = part;
      }
    }
    String rest = string.text().substring(Math.max(0, lengthUpTo(string, last)));
    gaps.add(rest.substring(0, closing(rest, 0)));
    return gaps;
  }

  private static int cut(SyntaxNode part) {
    return part.text().length();
  }

  private static int lengthUpTo(SyntaxNode string, SyntaxNode part) {
    return string.textUntil(part).length() + part.text().length();
  }

  private static void flush(StringBuilder open, List<String> pieces) {
    if (!open.isEmpty()) {
      pieces.add(open.toString());
      open.setLength(0);
    }
  }

  private static boolean isContent(SyntaxNode part) {
    return part.type().contains("content")
        || part.type().contains("fragment")
        || part.type().contains("escape")
        || part.type().contains("character_literal");
  }

  private static boolean isInterpolation(SyntaxNode part) {
    return part.type().contains("interpolation")
        || part.type().contains("interpolated")
        || part.type().contains("substitution");
  }

  /** After a prefix such as {@code f} or {@code $@} and the quotes. */
  private static int opening(String text) {
    int at = 0;
    while (at < text.length() && isPrefix(text.charAt(at))) {
      at++;
    }
    int quotes = at;
    while (quotes < text.length() && quotes < at + 3 && isQuote(text.charAt(quotes))) {
      quotes++;
    }
    // An empty string is two quotes, not an opening one of two.
    return quotes - at == 2 ? at + 1 : quotes;
  }

  private static int closing(String text, int from) {
    int end = text.length();
    int most = Math.max(from, end - 3);
    while (end > most && isQuote(text.charAt(end - 1))) {
      end--;
    }
    return Math.max(from, end);
  }

  private static boolean isPrefix(char c) {
    return Character.isLetter(c) || c == '@' || c == '$';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      plain.append(
          switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> escaped;
          });
    }
    return plain.toString();
  }
}
