package dev.hephaestus.server.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one call of .NET: {@code at Shop.Cart.Total(Order order) in C:\src\Cart.cs:line 42}.
 *
 * <p><i>Shape:</i> state machines, closures and local functions are calls of the method that was
 * written, constructors of {@code <init>} and {@code <clinit>}; type arguments are left out, and a
 * type in another stands behind a {@code $}. The file is the path as printed.
 */
final class DotNetFrame {

  /** {@code <TotalAsync>d__5}, {@code <Total>b__0}, {@code <Total>g__Add|3_0}: it was Total. */
  private static final Pattern MADE_FROM = Pattern.compile("<([^<>]*+)>[a-z]__.*");

  private static final Pattern ARITY = Pattern.compile("`\\d{1,3}");
  private static final Pattern OFFSET = Pattern.compile(" \\[0x[0-9a-f]{1,8}\\]");
  private static final String IN = " in ";

  private DotNetFrame() {}

  static Optional<Frame> parse(String line) {
    String text = line.strip();
    if (text.endsWith("<---")) {
      text = text.substring(0, text.length() - 4).strip();
    }
    int open = text.startsWith("at ") ? text.indexOf('(') : -1;
    int close = open < 0 ? -1 : closing(text, open);
    if (close < 0) {
      return Optional.empty();
    }
    String name = withoutArguments(text.substring(3, open).strip());
    String rest = OFFSET.matcher(text.substring(close + 1)).replaceFirst("");
    boolean placed = rest.startsWith(IN);
    boolean shaped = (rest.isEmpty() || placed) && name.indexOf(' ') < 0;
    if (!shaped || !areParameters(text.substring(open + 1, close))) {
      return Optional.empty();
    }
    return call(name, placed ? rest.substring(IN.length()) : "");
  }

  private static Optional<Frame> call(String name, String place) {
    boolean constructor = name.endsWith("..ctor") || name.endsWith("..cctor");
    int dot = constructor ? name.lastIndexOf("..") : name.lastIndexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      return Optional.empty();
    }
    String type = ARITY.matcher(name.substring(0, dot)).replaceAll("").replace('+', '.');
    String method = name.substring(dot + 1);
    if (constructor) {
      method = name.endsWith("..cctor") ? "<clinit>" : "<init>";
    }
    String[] parts = type.split("\\.", -1);
    int kept = parts.length;
    Matcher made = MADE_FROM.matcher(method);
    method = made.matches() ? made.group(1) : method;
    while (kept > 1 && parts[kept - 1].startsWith("<")) {
      kept--;
      Matcher from = MADE_FROM.matcher(parts[kept]);
      if (from.matches() && !from.group(1).isEmpty()) {
        method = from.group(1);
      }
    }
    String written = String.join(".", java.util.Arrays.asList(parts).subList(0, kept));
    int line = place.lastIndexOf(':');
    boolean lined = line > 0 && !place.substring(line + 1).startsWith("\\");
    String file = lined && place.indexOf('<') < 0 ? place.substring(0, line) : "";
    return Optional.of(Frame.of(written, method, file, lined ? number(place, line) : 0));
  }

  private static int number(String place, int colon) {
    String text = place.substring(colon + 1).strip();
    return PrintedName.number(text.substring(text.lastIndexOf(' ') + 1));
  }

  /** None, or each a type and a name. */
  private static boolean areParameters(String text) {
    return text.isEmpty() || text.indexOf(' ') > 0;
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Without the type arguments of methods and types, which stand in brackets. */
  private static String withoutArguments(String name) {
    int bracket = name.indexOf('[');
    if (bracket < 0) {
      return name;
    }
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      depth += c == '[' ? 1 : 0;
      if (depth == 0) {
        plain.append(c);
      }
      depth -= c == ']' && depth > 0 ? 1 : 0;
    }
    return plain.toString();
  }
}
