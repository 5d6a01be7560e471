package dev.hephaestus.javaagent;

/**
 * The agent's lines on standard error: it has no logger, since it runs before there is one.
 *
 * <p><i>Threads:</i> any. Each of the agent's class loaders has its own copy of this class.
 */
public final class Notice {

  private Notice() {}

  /** Prints one line. */
  public static void print(String text) {
    System.err.println("hephaestus-javaagent: " + oneLine(text));
  }

  /** What a fault comes from, for people. */
  public static String reasonOf(Throwable fault) {
    Throwable deepest = fault;
    for (int depth = 0; depth < 16; depth++) {
      Throwable cause = deepest.getCause();
      if (cause == null) {
        break;
      }
      deepest = cause;
    }
    return deepest.toString();
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString();
  }
}
