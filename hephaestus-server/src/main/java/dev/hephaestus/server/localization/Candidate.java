package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A method that a frame may have been running.
 *
 * @param fit how well it fits
 * @param test whether it belongs to the tests
 * @param distance how many lines it is away from the frame's
 */
record Candidate(MethodDeclaration method, Fit fit, boolean test, int distance) {

  /** How well a method fits a frame; the order of the constants is from worst to best. */
  enum Fit {
    /** The line is inside of it, though it belongs to another class of the file. */
    AROUND,
    LINE_ONLY,
    NAME_ONLY,
    NAME_AND_LINE,
    CLASS_NAME_AND_LINE
  }

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::fit, Comparator.reverseOrder())
          .thenComparing(Candidate::test)
          .thenComparingInt(Candidate::distance)
          .thenComparingInt(candidate -> candidate.method().lines().length())
          .thenComparing(candidate -> candidate.method().path());

  static Optional<Candidate> best(List<Candidate> candidates) {
    return candidates.stream().min(BEST_FIRST);
  }

  /** How far the line is from the method; without a line, methods of few parameters are nearer. */
  static int distance(MethodDeclaration method, int line) {
    if (line <= 0) {
      return method.parameters().size();
    }
    LineRange lines = method.lines();
    return lines.contains(line)
        ? 0
        : line < lines.first() ? lines.first() - line : line - lines.last();
  }

  /**
   * The field's part of the initializer of its class: code runs there, which no declaration of a
   * method holds.
   */
  static MethodDeclaration initializer(TypeDeclaration type, FieldDeclaration field, String name) {
    return new MethodDeclaration(
        type.binaryName(), name, type.path(), List.of(), "", field.modifiers(), field.lines());
  }
}
