package dev.hephaestus.server.ai;

import java.util.Objects;

/**
 * What a model answered.
 *
 * @param text the answer, as hostile as what the model was shown
 * @param tokensIn tokens of the request, as the provider counted them; 0 when it did not
 * @param tokensOut tokens of the reply, likewise
 * @param truncated whether the reply ended at the length limit
 */
public record ModelReply(String text, long tokensIn, long tokensOut, boolean truncated) {

  public ModelReply {
    Objects.requireNonNull(text, "text");
  }
}
