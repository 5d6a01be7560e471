package dev.hephaestus.server.ai;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Counts calls by how they ended, with their time, and the tokens that they took. */
public final class MeteredModel implements LanguageModel {
  private static final String ANSWERED = "answered";

  private final LanguageModel model;
  private final MeterRegistry meters;

  public MeteredModel(LanguageModel model, MeterRegistry meters) {
    this.model = Objects.requireNonNull(model, "model");
    this.meters = Objects.requireNonNull(meters, "meters");
    // From 0 on, so that the first failure is a change that an alert sees.
    calls(ANSWERED);
    List.of(ModelException.Kind.values()).forEach(kind -> calls(label(kind)));
    tokens("in", 0);
    tokens("out", 0);
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    Timer.Sample sample = Timer.start(meters);
    try {
      ModelReply reply = model.reply(request);
      sample.stop(calls(ANSWERED));
      tokens("in", reply.tokensIn());
      tokens("out", reply.tokensOut());
      return reply;
    } catch (ModelException refused) {
      sample.stop(calls(label(refused.kind())));
      throw refused;
    }
  }

  private Timer calls(String outcome) {
    return Timer.builder("hephaestus.ai.calls")
        .description("Calls of language models, tries included")
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String label(ModelException.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void tokens(String direction, long count) {
    Counter.builder("hephaestus.ai.tokens")
        .description("Tokens of language models")
        .tag("direction", direction)
        .register(meters)
        .increment((double) count);
  }
}
