package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.ModelException;
import dev.hephaestus.server.ai.ModelReply;
import dev.hephaestus.server.ai.ModelRequest;
import dev.hephaestus.server.ai.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/** A model that answers what it was given, in order, and keeps what it was asked. */
final class ScriptedModel implements LanguageModel {
  final List<ModelRequest> requests = new ArrayList<>();
  private final Deque<Object> answers = new ArrayDeque<>();

  ScriptedModel answers(String text) {
    answers.add(reply(text, false));
    return this;
  }

  ScriptedModel isCutOffAfter(String text) {
    answers.add(reply(text, true));
    return this;
  }

  ScriptedModel fails(boolean retryable) {
    answers.add(new ModelException("model test/one is down", retryable));
    return this;
  }

  private static ModelReply reply(String text, boolean isCutOff) {
    TokenUsage usage = new TokenUsage(1_000, 0, 0, 100);
    return new ModelReply(text, usage, isCutOff, "", OptionalDouble.of(0.003));
  }

  @Override
  public String name() {
    return "test/one";
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    requests.add(request);
    Object answer = answers.remove();
    if (answer instanceof ModelException failure) {
      throw failure;
    }
    return (ModelReply) answer;
  }
}
