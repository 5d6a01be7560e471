package dev.hephaestus.server.repair.model;

/**
 * How much a model may be asked for one task.
 *
 * @param samples fresh conversations
 * @param feedbackRounds in each conversation, how often a refused answer may be corrected
 * @param maxOutputTokens length of one answer, in tokens
 * @param lookRounds in a last conversation, how often the model may ask to see more code; 0 for no
 *     such conversation
 */
public record ModelLimits(int samples, int feedbackRounds, int maxOutputTokens, int lookRounds) {

  /** Three conversations, two corrections in each, and one more with six looks around. */
  public static final ModelLimits DEFAULT = new ModelLimits(3, 2, 8_000, 6);

  public ModelLimits {
    if (samples < 1 || feedbackRounds < 0 || maxOutputTokens < 1 || lookRounds < 0) {
      throw new IllegalArgumentException(
          "not limits of a model: "
              + samples
              + ", "
              + feedbackRounds
              + ", "
              + maxOutputTokens
              + ", "
              + lookRounds);
    }
  }

  /** Without a look around. */
  public ModelLimits(int samples, int feedbackRounds, int maxOutputTokens) {
    this(samples, feedbackRounds, maxOutputTokens, 0);
  }
}
