package dev.hephaestus.server.ai;

/**
 * A language model, whichever provider runs it.
 *
 * <p><i>Threads:</i> safe for use by many at once; a call blocks until the reply is whole.
 */
public interface LanguageModel {

  /** Provider and model for people: {@code openai/gpt-5}. */
  String name();

  /**
   * Answers a conversation.
   *
   * @throws ModelException when no reply could be had; says whether trying again can help
   */
  ModelReply reply(ModelRequest request);
}
