package dev.hephaestus.server.localization;

import java.util.List;

/**
 * What made the values that the faulty line uses, or decided that it runs: the calls in a backward
 * slice of the innermost methods of the stack, and the methods that assign the fields in it.
 */
final class SliceSignal implements Signal {

  private static final int FRAMES_SLICED = 4;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    double weight = scene.weight(Weight.SLICED);
    for (int i = 0; i < Math.min(FRAMES_SLICED, frames.size()); i++) {
      ProjectFrame frame = frames.get(i);
      int line = Scene.line(frame);
      String entered = i == 0 ? "" : frames.get(i - 1).method().name();
      double start = weight;
      if (line > 0) {
        scene
            .body(frame)
            .ifPresent(body -> new Slice(scene, body, line, entered, start).hint(suspicions));
      }
      weight *= scene.weight(Weight.SLICED_OUTWARD);
    }
  }
}
