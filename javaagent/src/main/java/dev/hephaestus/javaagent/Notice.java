package dev.hephaestus.javaagent;

/** The agent's lines on standard error: it has no logger, since it runs before there is one. */
final class Notice {

  private Notice() {}

  static void print(String text) {
    System.err.println("hephaestus-javaagent: " + oneLine(text));
  }

  static String reasonOf(Throwable fault) {
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
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
