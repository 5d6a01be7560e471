package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;

/** Collects what the operators propose. */
final class Sketches {

  /**
   * A change with its reasons.
   *
   * @param operator who proposes it
   * @param path the file
   * @param text its whole new text
   * @param cause one sentence: what is wrong
   * @param score how promising, greater is better
   * @param guess whether only a test that shows the fault can speak for it
   */
  record Sketch(
      String operator, String path, String text, String cause, double score, boolean guess) {}

  /** A little before the change of one place alone: the fault is the same at all of them. */
  private static final double EVERYWHERE = 1.001;

  private final List<Sketch> sketches = new ArrayList<>();

  /**
   * Adds a change of the scene's file, and the same change of the statements that are its copies;
   * one without effect is forgotten.
   */
  void add(Operator operator, Scene scene, double score, String cause, Rewrite rewrite) {
    add(operator, scene, score, rewrite, cause);
    // Without an expression that throws by itself, nothing says that a copy is at fault too.
    if (!scene.hazards().isEmpty()) {
      String everywhere = cause + " The same statement stands elsewhere in the file.";
      rewrite
          .everywhere()
          .ifPresent(all -> add(operator, scene, score * EVERYWHERE, all, everywhere));
    }
  }

  private void add(Operator operator, Scene scene, double score, Rewrite rewrite, String cause) {
    String text = rewrite.apply();
    if (!text.equals(scene.file().text())) {
      // What the exception did not pass through cannot have thrown it.
      boolean guess = operator.isGuess(scene.fault()) || scene.site().frame().isEmpty();
      sketches.add(
          new Sketch(
              operator.name(), scene.file().path(), text, cause, score * scene.closeness(), guess));
    }
  }

  List<Sketch> all() {
    return List.copyOf(sketches);
  }
}
