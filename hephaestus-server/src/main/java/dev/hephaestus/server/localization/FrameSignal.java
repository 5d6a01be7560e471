package dev.hephaestus.server.localization;

import java.util.List;

/** The nearer a call is to where the exception was thrown, the more suspicious is its method. */
final class FrameSignal implements Signal {

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    double weight = scene.weight(Weight.INNERMOST);
    List<ProjectFrame> frames = scene.distinctFrames();
    for (int i = 0; i < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      suspicions.hint(frame.method(), weight, reason(frame, i));
      if (scene.graph().body(frame.method()).isEmpty()) {
        // The graph knows production code only; a test shows the fault and is not it.
        suspicions.doubt(
            frame.method(), scene.weight(Weight.IN_TESTS), "but it belongs to the tests");
      }
      weight *= scene.weight(Weight.OUTWARD);
    }
  }

  private static String reason(ProjectFrame frame, int index) {
    String line = frame.frame().line() > 0 ? " at line " + frame.frame().line() : "";
    return index == 0
        ? frame.thrown().simpleName() + " surfaced here" + line
        : "call " + (index + 1) + " of the stack" + line;
  }
}
