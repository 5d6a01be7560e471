package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.List;
import java.util.regex.Pattern;

/** The text of methods. */
final class MethodText {

  private static final Pattern NO_CODE = Pattern.compile("(?://|/\\*|\\*|#\\s).*|");

  private MethodText() {}

  /** Every line of a method as it stands. */
  static List<String> lines(Snapshot snapshot, MethodDeclaration method) {
    return snapshot
        .text(method.path())
        .lines()
        .skip(method.lines().first() - 1L)
        .limit(method.lines().length())
        .toList();
  }

  /** The lines of a method without indentation, blank lines and those that are comments. */
  static List<String> code(Snapshot snapshot, MethodDeclaration method) {
    return lines(snapshot, method).stream()
        .map(String::strip)
        .filter(line -> !NO_CODE.matcher(line).matches())
        .toList();
  }
}
