package dev.hephaestus.server.ai;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a model answered.
 *
 * @param text the answer, as hostile as what the model was shown
 * @param usage what it took
 * @param truncated whether the reply ended at the length limit
 * @param model provider and name of the model that answered; empty where nobody said
 * @param usd what it cost in US dollars, by the price of the model that answered; empty where
 *     nobody said
 */
public record ModelReply(
    String text, TokenUsage usage, boolean truncated, String model, OptionalDouble usd) {

  public ModelReply {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(usd, "usd");
  }

  /** A reply of which neither the model nor the price is known. */
  public ModelReply(String text, long tokensIn, long tokensOut, boolean truncated) {
    this(text, new TokenUsage(tokensIn, 0, 0, tokensOut), truncated, "", OptionalDouble.empty());
  }

  /** Tokens of the request, as the provider counted them; 0 when it did not. */
  public long tokensIn() {
    return usage.in();
  }

  /** Tokens of the reply, likewise. */
  public long tokensOut() {
    return usage.out();
  }
}
