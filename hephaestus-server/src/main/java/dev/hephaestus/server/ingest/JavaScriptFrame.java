package dev.hephaestus.server.ingest;

import java.util.Optional;

/**
 * Reads one call of a JavaScript stack, as V8 ({@code at Cart.total (/app/cart.js:42:7)}) and as
 * Firefox and Safari ({@code total@https://shop.example/cart.js:42:7}) print it.
 *
 * <p><i>Shape:</i> the class is the receiver's type as printed, else the file's own name; a {@code
 * new} is a call of {@code <init>}, what has no name one of {@code <anonymous>}. The file is a
 * path: the scheme, host and query of an address are cut off.
 */
final class JavaScriptFrame {

  private static final String ANONYMOUS = "<anonymous>";

  private JavaScriptFrame() {}

  /** Whether the line is a call that no other language prints alike. */
  static boolean isCertain(String line) {
    return parse(line).filter(frame -> frame.line() > 0).isPresent();
  }

  static Optional<Frame> parse(String line) {
    String text = line.strip();
    return text.startsWith("at ") ? parseV8(behindAsync(text.substring(3).strip())) : parseAt(text);
  }

  private static Optional<Frame> parseV8(String call) {
    int open = call.indexOf(" (");
    String text =
        call.endsWith(",") || call.endsWith("{")
            ? call.substring(0, call.length() - 1).strip()
            : call;
    if (open < 0) {
      return hasPosition(text) ? Optional.of(frame("", text)) : Optional.empty();
    }
    int alias = text.indexOf(" [as ");
    int placed = text.lastIndexOf(')');
    int start = alias > 0 && alias < open ? text.indexOf(" (", alias) : open;
    if (start < 0 || placed < start + 2) {
      return Optional.empty();
    }
    String place = text.substring(start + 2, placed);
    boolean known =
        hasPosition(place)
            || place.equals(ANONYMOUS)
            || place.equals("native")
            || place.startsWith("index ");
    String name = text.substring(0, alias > 0 && alias < start ? alias : start);
    return known ? Optional.of(frame(name, place)) : Optional.empty();
  }

  private static Optional<Frame> parseAt(String text) {
    int at = text.indexOf('@');
    String place = at < 0 ? "" : text.substring(at + 1);
    if (!hasPosition(place) || place.indexOf(' ') >= 0 || place.indexOf('/') < 0) {
      return Optional.empty();
    }
    String name = text.substring(0, at);
    int star = name.lastIndexOf('*');
    String own = name.substring(star + 1).replace("/<", "").replace("<", "");
    return own.indexOf(' ') >= 0
        ? Optional.empty()
        : Optional.of(frame(own.substring(own.lastIndexOf('/') + 1), place));
  }

  private static Frame frame(String printed, String place) {
    String position = inEval(place);
    String file = path(withoutPosition(position));
    int line = line(position);
    boolean made = printed.startsWith("new ");
    String name = made ? printed.substring(4) : withoutAccess(printed);
    int dot = made ? -1 : name.lastIndexOf('.');
    String type = made ? name : dot > 0 ? name.substring(0, dot) : "";
    String method = made ? "<init>" : name.substring(dot + 1);
    return Frame.of(
        type.isEmpty() || type.equals(ANONYMOUS) ? PrintedName.module(file) : type,
        method.isEmpty() ? ANONYMOUS : method,
        file,
        line);
  }

  private static String behindAsync(String call) {
    return call.startsWith("async ") ? call.substring(6) : call;
  }

  private static String withoutAccess(String name) {
    boolean accessor = name.startsWith("get ") || name.startsWith("set ");
    String plain = accessor ? name.substring(4) : name;
    return plain.startsWith("Function.") || plain.startsWith("Module.") ? after(plain) : plain;
  }

  private static String after(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Code in an eval has the place of the eval. */
  private static String inEval(String place) {
    if (!place.startsWith("eval at ")) {
      return place;
    }
    int open = place.lastIndexOf(" (");
    int close = place.indexOf(')', Math.max(open, 0));
    return open < 0 || close < 0 ? place : place.substring(open + 2, close);
  }

  /** Whether the text ends with {@code :line:column}. */
  private static boolean hasPosition(String place) {
    int column = colon(place, place.length());
    return column > 0 && colon(place, column) > 0;
  }

  private static int line(String place) {
    int column = colon(place, place.length());
    int line = column < 0 ? -1 : colon(place, column);
    return line < 0 ? 0 : PrintedName.number(place.substring(line + 1, column));
  }

  private static String withoutPosition(String place) {
    int column = colon(place, place.length());
    int line = column < 0 ? -1 : colon(place, column);
    return line < 0 ? "" : place.substring(0, line);
  }

  /** The colon in front of the digits that end at {@code end}; -1 when there are none. */
  private static int colon(String text, int end) {
    int start = end;
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    return start < end && start > 1 && text.charAt(start - 1) == ':' ? start - 1 : -1;
  }

  /** The path of an address; Node's own modules keep their scheme, which says that they are. */
  private static String path(String address) {
    if (address.startsWith("node:") || address.startsWith("<")) {
      return address;
    }
    int scheme = address.indexOf("://");
    String path = address;
    if (scheme > 0) {
      int host = address.indexOf('/', scheme + 3);
      path = host < 0 ? address.substring(scheme + 3) : address.substring(host);
      // A bundler's scheme may have the project's name for a host, or none.
      path = path.startsWith("//") ? path.substring(1) : path;
    }
    int query = path.indexOf('?');
    path = query > 0 ? path.substring(0, query) : path;
    return path.startsWith("/./") || path.startsWith("/(")
        ? path.substring(path.indexOf('/', 1) + 1)
        : path;
  }
}
