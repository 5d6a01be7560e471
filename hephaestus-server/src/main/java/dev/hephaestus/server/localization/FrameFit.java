package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a line of a commit can be the one that a frame was at: it stands in a method of the
 * frame's name, and makes the call that the next frame is in, or can throw what was thrown.
 */
final class FrameFit {

  /** From here on a frame counts as fitting. */
  static final double FITS = 0.7;

  static final double SAYS_SO = 1;
  static final double SPANS_IT = 0.7;
  static final double MAY = 0.3;

  private static final Pattern DOES_SOMETHING =
      Pattern.compile("[(\\[./%]|\\bthrow\\b|\\braise\\b|\\bnew\\b|\\bfor\\b");
  private static final Pattern NO_CODE = Pattern.compile("\\s*(?://|/?\\*|#|[{}();]*\\s*$).*");

  private final Snapshot snapshot;
  private final FrameResolver resolver;

  FrameFit(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.resolver = new FrameResolver(snapshot);
  }

  /** From 0 to 1; empty when the frame's class is not in the commit. */
  OptionalDouble of(ExpectedLine expected) {
    Frame frame = expected.line().frame();
    Optional<MethodDeclaration> resolved = resolver.resolve(frame);
    if (resolved.isEmpty()) {
      return OptionalDouble.empty();
    }
    MethodDeclaration method = resolved.get();
    String name = FrameNames.writtenMethod(frame.method());
    boolean initializer = name.equals("<init>") || name.equals("<clinit>");
    boolean inMethod =
        method.lines().contains(frame.line()) && (name.isEmpty() || name.equals(method.name()));
    if (!inMethod && !initializer) {
      return OptionalDouble.of(0);
    }
    String text = text(method.path(), frame.line());
    if (NO_CODE.matcher(text).matches()) {
      return OptionalDouble.of(0);
    }
    double fit = expected.isIn(text) ? SAYS_SO : otherwise(expected, text, method);
    // Initial values of fields run in constructors that stand elsewhere.
    return OptionalDouble.of(inMethod ? fit : fit >= SAYS_SO ? SPANS_IT : 0);
  }

  private String text(String path, int line) {
    return snapshot.text(path).lines().skip(line - 1L).findFirst().orElse("");
  }

  private double otherwise(ExpectedLine expected, String text, MethodDeclaration method) {
    @Nullable Frame inner = expected.line().inner();
    if (inner != null) {
      String name = FrameNames.writtenMethod(inner.method());
      int at = expected.line().frame().line();
      boolean spans =
          snapshot.bodies(method.path()).stream()
              .filter(body -> body.method().equals(method))
              .flatMap(body -> body.calls().stream())
              .anyMatch(call -> call.name().equals(name) && call.lines().contains(at));
      if (spans) {
        return SPANS_IT;
      }
    }
    return DOES_SOMETHING.matcher(text).find() ? MAY : 0;
  }
}
