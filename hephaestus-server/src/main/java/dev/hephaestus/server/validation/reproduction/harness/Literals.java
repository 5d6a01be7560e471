package dev.hephaestus.server.validation.reproduction.harness;

import java.util.Locale;

/** Java's literals for values. */
final class Literals {
  private Literals() {}

  static String of(Object value) {
    return switch (value) {
      case String text -> '"' + escape(text, '"') + '"';
      case Character c -> "'" + escape(String.valueOf(c), '\'') + "'";
      case Long n ->
          n == Long.MIN_VALUE ? "Long.MIN_VALUE" : n == Long.MAX_VALUE ? "Long.MAX_VALUE" : n + "L";
      case Integer n ->
          n == Integer.MIN_VALUE
              ? "Integer.MIN_VALUE"
              : n == Integer.MAX_VALUE ? "Integer.MAX_VALUE" : n.toString();
      case Short n -> "(short) " + n;
      case Byte n -> "(byte) " + n;
      case Float n ->
          n.isNaN() ? "Float.NaN" : n.isInfinite() ? "Float.POSITIVE_INFINITY" : n + "f";
      case Double n ->
          n.isNaN() ? "Double.NaN" : n.isInfinite() ? "Double.POSITIVE_INFINITY" : n.toString();
      default -> String.valueOf(value);
    };
  }

  private static String escape(String text, char quote) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\\' -> escaped.append("\\\\");
        default -> {
          if (c == quote) {
            escaped.append('\\').append(c);
          } else if (c < ' ' || c > '~') {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
