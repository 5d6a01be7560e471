package dev.hephaestus.server.localization;

import java.util.regex.Pattern;

/** How a line that calls a method, or makes an object, reads. */
final class CalledName {

  private CalledName() {}

  /** What to look for in a line for a call of this method of this class. */
  static Pattern of(String className, String method) {
    String type = FrameNames.writtenClass(className);
    int cut = Math.max(type.lastIndexOf('.'), type.lastIndexOf('$'));
    String simple = type.substring(cut + 1);
    boolean anonymous = simple.isEmpty() || Character.isDigit(simple.charAt(0));
    String quoted = Pattern.quote(simple);
    return switch (method) {
      case "<init>" ->
          Pattern.compile(
              anonymous
                  ? "\\bnew\\b"
                  : "\\bnew\\s+(?:[\\w.]+\\.)?"
                      + quoted
                      + "\\b|\\b"
                      + quoted
                      + "::new\\b|\\bsuper\\s*\\(|\\bthis\\s*\\(");
      case "<clinit>" -> Pattern.compile(anonymous ? "\\bnew\\b" : "\\b" + quoted + "\\b");
      default ->
          Pattern.compile(
              "(?<![\\w$])"
                  + Pattern.quote(method)
                  + "\\s*(?:<[^()]*>)?\\s*[({]"
                  + "|::\\s*"
                  + Pattern.quote(method)
                  + "(?![\\w$])");
    };
  }
}
