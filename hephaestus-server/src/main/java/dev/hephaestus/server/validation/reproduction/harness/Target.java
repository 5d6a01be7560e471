package dev.hephaestus.server.validation.reproduction.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was logged.
 *
 * @param exception the class of the exception
 * @param message its message, or empty
 * @param frames the logged calls in the project, innermost first, {@code class#method}
 * @param line the first line of the statement in the innermost, or 0 when it is not to be compared
 * @param lastLine the last line of the statement
 */
record Target(String exception, String message, List<String> frames, int line, int lastLine) {

  /**
   * How well a throwable resembles it.
   *
   * @param frames how many of the logged calls are on its stack in the same order
   * @param message whether the message is the same
   */
  record Match(int frames, boolean message) {
    static final Match NONE = new Match(0, false);

    boolean isHit() {
      return frames > 0;
    }
  }

  /** The best match of the throwable or one of its causes. */
  Match match(Throwable thrown, ProjectClasses project) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
      if (link.getClass().getName().equals(exception)) {
        int depth = matchingFrames(link.getStackTrace(), project);
        if (depth > 0) {
          return new Match(depth, sameMessage(link));
        }
      }
    }
    return Match.NONE;
  }

  private boolean sameMessage(Throwable link) {
    String other = link.getMessage();
    return normalize(other == null ? "" : other).equals(normalize(message));
  }

  /** Java's own messages name locals or not, and modules or not, as the code was compiled. */
  private static String normalize(String text) {
    return text.replaceAll("\"<\\w+>\"|\"\\w+\"", "\"\"").replaceAll(" \\(.* module .*\\)", "");
  }

  private int matchingFrames(StackTraceElement[] stack, ProjectClasses project) {
    List<StackTraceElement> own = new ArrayList<>();
    for (StackTraceElement element : stack) {
      if (project.contains(element.getClassName())) {
        own.add(element);
      }
    }
    if (own.isEmpty() || (line > 0 && !isInStatement(own.get(0).getLineNumber()))) {
      return 0;
    }
    int depth = 0;
    while (depth < frames.size()
        && depth < own.size()
        && frames.get(depth).equals(name(own.get(depth)))) {
      depth++;
    }
    return depth;
  }

  private boolean isInStatement(int other) {
    return line <= other && other <= lastLine;
  }

  private static String name(StackTraceElement element) {
    return element.getClassName() + "#" + plain(element.getMethodName());
  }

  /** A lambda counts as the method that it stands in. */
  static String plain(String method) {
    return method.replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
  }
}
