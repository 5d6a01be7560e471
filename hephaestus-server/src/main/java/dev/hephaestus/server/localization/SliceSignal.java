package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
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
      MethodBody body = scene.body(frame).orElse(null);
      if (body != null && line > 0) {
        String entered = i == 0 ? "" : frames.get(i - 1).method().name();
        if (i == 0 && body.throwsAt(line)) {
          weight = scene.weight(Weight.SLICED_THROW);
        }
        new Slice(scene, body, line, entered, weight).hint(suspicions);
      }
      weight *= scene.weight(Weight.SLICED_OUTWARD);
    }
  }
}
