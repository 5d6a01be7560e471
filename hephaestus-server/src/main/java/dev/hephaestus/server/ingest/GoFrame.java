package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one call of a goroutine: a line with the function, and one with its file.
 *
 * <p><i>Shape:</i> the class is the package's path, with the receiver's type behind a dot where
 * there is one; a closure's call is one of the function around it. The file is the path as printed.
 */
final class GoFrame {

  /** What the compiler appends for closures, deferred calls, loops over functions and wrappers. */
  private static final Pattern GENERATED =
      Pattern.compile("func\\d++|\\d++|gowrap\\d++|deferwrap\\d++|");

  private GoFrame() {}

  /** Whether the line is a file of Go with a line: {@code \t/app/cart.go:42 +0x1d}. */
  static boolean isPlace(String line) {
    return !line.isEmpty() && line.charAt(0) <= ' ' && colon(line.strip()) > 0;
  }

  /** Whether the line may be a function: of one piece up to its arguments, with a package. */
  static boolean isFunction(String line) {
    String text = line.stripTrailing();
    if (text.startsWith("created by ") || text.startsWith("panic(")) {
      return true;
    }
    String name = withoutArguments(text);
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    return dot > 0
        && dot < name.length() - 1
        && name.charAt(0) > ' '
        && name.indexOf(' ') < 0
        && !name.endsWith(":");
  }

  static Optional<Frame> parse(String call, String place) {
    String where = place.strip();
    int colon = colon(where);
    String name = withoutArguments(call.strip());
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    if (colon <= 0 || dot <= 0) {
      return Optional.empty();
    }
    int end = colon + 1;
    while (end < where.length() && Character.isDigit(where.charAt(end))) {
      end++;
    }
    String packageName = name.substring(0, dot).replace("%2e", ".");
    List<String> parts = parts(name.substring(dot + 1));
    String method = parts.get(parts.size() - 1);
    String type = parts.size() > 1 ? "." + parts.get(0) : "";
    return Optional.of(
        Frame.of(
            packageName + type,
            method,
            where.substring(0, colon),
            PrintedName.number(where.substring(colon + 1, end))));
  }

  /** Type and method, or the function alone. */
  private static List<String> parts(String name) {
    String plain = withoutTypeArguments(name).replace("(*", "").replace("(", "").replace(")", "");
    String bare = plain.endsWith("-fm") ? plain.substring(0, plain.length() - 3) : plain;
    List<String> parts = new ArrayList<>(Arrays.asList(bare.split("\\.", -1)));
    while (parts.size() > 1
        && GENERATED.matcher(withoutRange(parts.get(parts.size() - 1))).matches()) {
      parts.remove(parts.size() - 1);
    }
    return parts.size() > 2 ? List.of(parts.get(0), parts.get(1)) : parts;
  }

  private static String withoutRange(String part) {
    int range = part.indexOf("-range");
    return range < 0 ? part : part.substring(0, range);
  }

  private static String withoutTypeArguments(String name) {
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

  /** The arguments are the last pair of parentheses, and end the line. */
  private static String withoutArguments(String call) {
    if (!call.endsWith(")")) {
      return call;
    }
    int depth = 0;
    for (int i = call.length() - 1; i >= 0; i--) {
      depth += call.charAt(i) == ')' ? 1 : call.charAt(i) == '(' ? -1 : 0;
      if (depth == 0) {
        boolean receiver = call.startsWith("(*", i) && i > 0 && call.charAt(i - 1) == '.';
        return receiver ? call : call.substring(0, i);
      }
    }
    return call;
  }

  /** The colon between file and line; -1 when the text is not one of these. */
  private static int colon(String where) {
    int ending = where.indexOf(".go:");
    int colon = ending + 3;
    boolean place =
        ending > 0
            && colon + 1 < where.length()
            && Character.isDigit(where.charAt(colon + 1))
            && isRest(where, colon + 1);
    return place ? colon : -1;
  }

  private static boolean isRest(String where, int from) {
    int end = from;
    while (end < where.length() && Character.isDigit(where.charAt(end))) {
      end++;
    }
    return end == where.length() || where.startsWith(" +0x", end) || where.startsWith(" (", end);
  }
}
