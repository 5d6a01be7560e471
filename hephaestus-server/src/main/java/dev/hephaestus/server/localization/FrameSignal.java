package dev.hephaestus.server.localization;

import java.util.List;

/** The nearer a call is to where the exception was thrown, the more suspicious is its method. */
final class FrameSignal implements Signal {

  private static final double INNERMOST = 0.6;
  private static final double DECAY = 0.78;

  /** The graph knows production code only; a test is what the fault is seen with, not the fault. */
  private static final double TEST = 0.3;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    double weight = INNERMOST;
    List<ProjectFrame> frames = scene.distinctFrames();
    for (int i = 0; i < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      suspicions.hint(frame.method(), weight, reason(frame, i));
      if (scene.graph().body(frame.method()).isEmpty()) {
        suspicions.doubt(frame.method(), TEST, "but it belongs to the tests");
      }
      weight *= DECAY;
    }
  }

  private static String reason(ProjectFrame frame, int index) {
    String line = frame.frame().line() > 0 ? " at line " + frame.frame().line() : "";
    return index == 0
        ? frame.thrown().simpleName() + " surfaced here" + line
        : "call " + (index + 1) + " of the stack" + line;
  }
}
