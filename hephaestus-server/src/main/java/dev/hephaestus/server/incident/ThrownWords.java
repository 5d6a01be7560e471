package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Thrown;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a throwable's message says about its place, without what it says about the data.
 *
 * <p>Two throws of one method differ in their words only. The JVM's own messages name the
 * expression that failed, which tells two of them apart whatever lines they are on.
 *
 * <p><i>Source:</i> JEP 358, Helpful NullPointerExceptions; its names of locals without debug
 * information count from build to build.
 */
final class ThrownWords {
  private static final Pattern NUMBERED_LOCAL = Pattern.compile("<(?:local|parameter)\\d+>");
  private static final Pattern INDEX = Pattern.compile("\\[\\d+\\]");
  private static final Pattern CAST =
      Pattern.compile(
          "(?:class )?[\\w.$/<>;\\[-]{1,500}+ cannot be cast to (?:class )?([\\w.$/;\\[-]{1,500}+)"
              + "(?: .*)?",
          Pattern.DOTALL);

  /** Their messages are only of the data. */
  private static final Set<String> WORDLESS =
      Set.of(
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.StringIndexOutOfBoundsException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.NegativeArraySizeException",
          "java.lang.ArrayStoreException",
          "java.lang.NumberFormatException",
          "java.lang.OutOfMemoryError",
          "java.lang.StackOverflowError",
          "java.util.ConcurrentModificationException");

  private ThrownWords() {}

  /**
   * @param text empty where there are none that count
   * @param isCode whether they only name code, and no value
   */
  record Words(String text, boolean isCode) {}

  /** The words of the deepest cause. */
  static Words of(Thrown thrown) {
    Thrown deepest = thrown.deepestCause();
    String message = deepest.message();
    if (message == null || WORDLESS.contains(deepest.className())) {
      return new Words("", false);
    }
    if (deepest.className().equals("java.lang.NullPointerException")
        && message.startsWith("Cannot ")) {
      return new Words(expression(message), true);
    }
    if (deepest.className().equals("java.lang.ClassCastException")) {
      Matcher cast = CAST.matcher(message);
      if (cast.matches()) {
        return new Words("cast to " + cast.group(1), true);
      }
    }
    return new Words(MessageShape.of(message), false);
  }

  private static String expression(String message) {
    String line = message.lines().findFirst().orElse("");
    String cut = line.substring(0, Math.min(line.length(), 1_000));
    return INDEX
        .matcher(NUMBERED_LOCAL.matcher(cut).replaceAll("<local>"))
        .replaceAll("[<number>]");
  }
}
