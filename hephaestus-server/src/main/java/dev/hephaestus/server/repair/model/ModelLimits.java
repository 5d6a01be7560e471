package dev.hephaestus.server.repair.model;

/**
 * How much a model may be asked for one task.
 *
 * @param samples fresh conversations
 * @param feedbackRounds in each conversation, how often a refused answer may be corrected
 * @param maxOutputTokens length of one answer, in tokens
 */
public record ModelLimits(int samples, int feedbackRounds, int maxOutputTokens) {

  /** Three conversations, two corrections in each. */
  public static final ModelLimits DEFAULT = new ModelLimits(3, 2, 8_000);

  public ModelLimits {
    if (samples < 1 || feedbackRounds < 0 || maxOutputTokens < 1) {
      throw new IllegalArgumentException(
          "not limits of a model: " + samples + ", " + feedbackRounds + ", " + maxOutputTokens);
    }
  }
}
