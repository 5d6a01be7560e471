package dev.hephaestus.server.ingest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that names a throwable: {@code java.lang.IllegalStateException: no price}.
 *
 * @param message null when the line ends with the class
 */
record Headline(String className, @Nullable String message) {

  private static final Pattern THREAD = Pattern.compile("Exception in thread \"[^\"]{0,500}+\" ");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+");
  private static final int LONGEST_NAME = 500;
  private static final int MOST_PARTS = 60;

  /** Reads a line that names a class with its package, or one whose name says that it is thrown. */
  static Optional<Headline> parse(String line) {
    Matcher thread = THREAD.matcher(line);
    String text = thread.lookingAt() ? line.substring(thread.end()) : line;
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    boolean apart = colon < 0 || colon == text.length() - 1 || text.charAt(colon + 1) <= ' ';
    if (!apart || name.length() > LONGEST_NAME || !isClass(name)) {
      return Optional.empty();
    }
    String rest = colon < 0 ? "" : text.substring(colon + 1).stripLeading();
    return Optional.of(new Headline(name, colon < 0 ? null : rest));
  }

  private static boolean isClass(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length > MOST_PARTS) {
      return false;
    }
    for (String part : parts) {
      if (!NAME.matcher(part).matches()) {
        return false;
      }
    }
    return parts.length > 1 || saysSo(name);
  }

  /** Whether the class's own name leaves no doubt that it can be thrown. */
  boolean isCertain() {
    return className.indexOf('.') > 0 && saysSo(className);
  }

  private static boolean saysSo(String name) {
    return name.endsWith("Exception")
        || name.endsWith("Error")
        || name.endsWith("Throwable")
        || name.endsWith("Failure");
  }
}
