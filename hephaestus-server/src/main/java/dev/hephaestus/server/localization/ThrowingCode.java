package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Thrown;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a line that throws an exception itself, and not by a call, reads. */
final class ThrowingCode {

  /** What the virtual machine throws, by the operations that it throws it from. */
  private static final Map<String, String> BY_MACHINE =
      Map.of(
          "java.lang.NullPointerException",
              "[\\w)\\]]\\s*\\.\\s*\\w|\\[|\\bthrow\\b|\\bfor\\b|^\\s*\\.",
          "java.lang.ArithmeticException", "[/%]",
          "java.lang.ArrayIndexOutOfBoundsException", "\\[",
          "java.lang.NegativeArraySizeException", "\\bnew\\b.*\\[",
          "java.lang.ArrayStoreException", "\\[.*=",
          "java.lang.ClassCastException",
              "\\(\\s*[\\w.<>?, \\[\\]]+\\)\\s*[\\w(\"]|\\bfor\\b|\\w\\.\\w");

  private ThrowingCode() {}

  /** What to look for in the line; empty where anything may throw it. */
  static Optional<Pattern> of(Thrown thrown) {
    String type = thrown.className();
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    boolean error = type.startsWith("java.lang.") && type.endsWith("Error");
    if (simple.isEmpty() || (error && !simple.equals("AssertionError"))) {
      return Optional.empty();
    }
    String made = "\\bnew\\s+(?:[\\w.]+\\.)?" + Pattern.quote(simple) + "\\b";
    String byMachine = BY_MACHINE.get(type);
    return Optional.of(Pattern.compile(byMachine == null ? made : byMachine + "|" + made));
  }
}
