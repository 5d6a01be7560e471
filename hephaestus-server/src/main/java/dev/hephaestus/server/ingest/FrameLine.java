package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one line of a stack trace. */
final class FrameLine {

  /** Where languages let people write a method's name as a sentence: Kotlin, Groovy and Scala. */
  private static final Pattern SPACED = Pattern.compile("\\w{1,200}\\.(?:kt|groovy|scala):\\d+");

  private FrameLine() {}

  /** The frame of a line {@code at shop.Cart.total(Cart.java:42)}. */
  static Optional<Frame> parse(String line) {
    String text = line.strip();
    return text.startsWith("at ") ? parseCall(text.substring(3).strip()) : Optional.empty();
  }

  /** Whether only a JVM prints a call like this: its place is a file without a column, or none. */
  static boolean isCertain(String line) {
    String text = line.strip();
    int open = text.startsWith("at ") ? text.indexOf('(') : -1;
    int close = open < 4 ? -1 : text.indexOf(')', open);
    if (close < 0 || text.charAt(open - 1) == ' ' || parse(line).isEmpty()) {
      return false;
    }
    String place = text.substring(open + 1, close);
    return place.equals("Native Method")
        || place.startsWith("Unknown Source")
        || (!place.isEmpty() && place.indexOf(' ') < 0 && place.indexOf(',') < 0);
  }

  /** The frame of {@code shop.Cart.total(Cart.java:42)}. */
  static Optional<Frame> parseCall(String call) {
    int open = call.indexOf('(');
    int close = open < 0 ? -1 : call.indexOf(')', open);
    if (close < 0) {
      return Optional.empty();
    }
    String name = withoutLoader(call.substring(0, open).strip());
    String place = call.substring(open + 1, close);
    int space = name.indexOf(' ');
    int dot = space < 0 ? name.lastIndexOf('.') : name.lastIndexOf('.', space);
    boolean named = space < 0 || SPACED.matcher(place).matches();
    if (dot <= 0 || dot == name.length() - 1 || !named) {
      return Optional.empty();
    }
    String[] packaging = packaging(call, close + 1);
    return Optional.of(
        new Frame(
            name.substring(0, dot),
            name.substring(dot + 1),
            file(place),
            line(place),
            known(packaging[0]),
            known(packaging[1]),
            List.of()));
  }

  /**
   * Jar and version of {@code ~[shop-1.2.jar:1.2]}, as Logback and Log4j 2 append it; the tilde
   * means "perhaps".
   */
  private static String[] packaging(String call, int from) {
    int open = -1;
    int colon = -1;
    for (int i = from; i < call.length(); i++) {
      switch (call.charAt(i)) {
        case '[' -> {
          open = i;
          colon = -1;
        }
        case ':' -> colon = i;
        case ']' -> {
          if (open >= 0 && colon > open) {
            return new String[] {call.substring(open + 1, colon), call.substring(colon + 1, i)};
          }
          open = -1;
        }
        default -> {}
      }
    }
    return new String[] {"", ""};
  }

  /**
   * Drops {@code app//}, {@code java.base@17/} and the like; a hidden class's own address stays
   * with its name.
   */
  private static String withoutLoader(String name) {
    int slash = name.lastIndexOf('/');
    if (slash >= 0 && name.startsWith("0x", slash + 1)) {
      slash = name.lastIndexOf('/', slash - 1);
    }
    return name.substring(slash + 1);
  }

  private static String file(String place) {
    int colon = place.lastIndexOf(':');
    String file = colon < 0 ? place : place.substring(0, colon);
    boolean none =
        file.equals("Native Method") || file.equals("Unknown Source") || file.startsWith("<");
    return none ? "" : file;
  }

  private static int line(String place) {
    if (place.equals("Native Method")) {
      return -2;
    }
    int colon = place.lastIndexOf(':');
    try {
      return colon < 0 ? 0 : Math.max(0, Integer.parseInt(place.substring(colon + 1)));
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private static String known(String text) {
    return text.equals("?") || text.equals("na") ? "" : text;
  }
}
