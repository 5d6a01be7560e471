package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** A model that does what a test says, in order, the last for good, and counts. */
final class StandInModel implements LanguageModel {
  private final String name;
  private final Deque<Supplier<ModelReply>> answers = new ArrayDeque<>();
  int asked;

  StandInModel(String name) {
    this.name = name;
  }

  StandInModel answers(String text, long in, long out) {
    answers.add(() -> new ModelReply(text, in, out, false));
    return this;
  }

  StandInModel fails(Kind kind) {
    answers.add(
        () -> {
          throw new ModelException(kind, name + " is " + kind);
        });
    return this;
  }

  StandInModel failsAfter(TokenUsage spent) {
    answers.add(
        () -> {
          throw new ModelException(Kind.GARBLED, name + " babbles").withSpent(spent);
        });
    return this;
  }

  StandInModel asksToWait(Duration wait) {
    answers.add(
        () -> {
          throw new ModelException(
              Kind.BUSY, name + " is busy", Optional.of(wait), Optional.empty());
        });
    return this;
  }

  StandInModel does(Supplier<ModelReply> answer) {
    answers.add(answer);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    asked++;
    Supplier<ModelReply> answer = answers.size() > 1 ? answers.remove() : answers.element();
    return answer.get();
  }
}
