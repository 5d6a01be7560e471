package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodBody;
import java.util.List;

/**
 * Methods that only check, only make an exception or only pass a call on are rarely what has to
 * change: whoever called them is.
 */
final class HelperSignal implements Signal {

  private static final double MAKES_EXCEPTION = 0.3;
  private static final double CHECKS = 0.45;
  private static final double PASSES_ON = 0.8;
  private static final double WRAPS = 0.5;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    for (int i = 0; i < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      boolean hasCaller = i + 1 < frames.size();
      if (hasCaller) {
        scene.body(frame).ifPresent(body -> doubt(body, frame, suspicions));
      }
    }
  }

  private static void doubt(MethodBody body, ProjectFrame frame, Suspicions suspicions) {
    MethodBody.Shape shape = body.shape();
    boolean throwsHere = throwsAt(body, Scene.line(frame));
    if (shape.alwaysThrows() && shape.statements() <= 4) {
      suspicions.doubt(frame.method(), MAKES_EXCEPTION, "but it only makes the exception");
    } else if (throwsHere && shape.checks() == shape.statements() && body.fieldWrites().isEmpty()) {
      suspicions.doubt(frame.method(), CHECKS, "but it only checks what it is given");
    } else if (shape.statements() == 1 && !throwsHere) {
      suspicions.doubt(frame.method(), PASSES_ON, "but it only passes the call on");
    } else if (throwsHere && frame.thrown().cause() != null) {
      suspicions.doubt(frame.method(), WRAPS, "but it only wraps the cause");
    }
  }

  static boolean throwsAt(MethodBody body, int line) {
    return line > 0
        && body.throwSites().stream().map(MethodBody.ThrowSite::lines).anyMatch(contains(line));
  }

  private static java.util.function.Predicate<LineRange> contains(int line) {
    return lines -> lines.contains(line);
  }
}
