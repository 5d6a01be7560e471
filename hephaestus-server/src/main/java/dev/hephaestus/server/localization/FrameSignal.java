package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.SourceFile;
import java.util.List;

/** The nearer a call is to where the exception was thrown, the more suspicious is its method. */
final class FrameSignal implements Signal {

  /** How often a call stands in a stack that runs in a circle. */
  private static final int REPEATED = 3;

  /** Where the stack happened to overflow says little; enough to keep its order. */
  private static final double WITHIN_CIRCLE = 0.99;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    double weight = scene.weight(Weight.INNERMOST);
    List<ProjectFrame> frames = scene.distinctFrames();
    for (int i = 0; i < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      MethodDeclaration method = frame.method();
      suspicions.hint(method, weight, reason(frame, i));
      if (scene.snapshot().file(method.path()).filter(SourceFile::test).isPresent()) {
        // A test shows the fault and is not it.
        suspicions.doubt(method, scene.weight(Weight.IN_TESTS), "but it belongs to the tests");
      } else if (i > 0 && scene.graph().body(method).isPresent()) {
        double least = scene.weight(Weight.LITTLE);
        double left = least + (1 - least) * scene.substance(method);
        suspicions.doubt(method, left, "but it does little");
      }
      weight *= inCircle(scene, frame) ? WITHIN_CIRCLE : scene.weight(Weight.OUTWARD);
    }
  }

  private static boolean inCircle(Scene scene, ProjectFrame frame) {
    return frame.thrown().className().equals("java.lang.StackOverflowError")
        && scene.frames().stream()
                .filter(each -> each.method().equals(frame.method()))
                .limit(REPEATED)
                .count()
            == REPEATED;
  }

  private static String reason(ProjectFrame frame, int index) {
    String line = frame.frame().line() > 0 ? " at line " + frame.frame().line() : "";
    return index == 0
        ? frame.thrown().simpleName() + " surfaced here" + line
        : "call " + (index + 1) + " of the stack" + line;
  }
}
