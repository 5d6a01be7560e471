package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.pipeline.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One proposal and what became of it; what was said and answered only where one is asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttemptView(
    int number,
    String origin,
    String cause,
    String patch,
    String outcome,
    String reason,
    List<String> diagnostics,
    String step,
    long durationMs,
    long tokensIn,
    long tokensOut,
    double costUsd,
    @Nullable String prompt,
    @Nullable String reply) {

  static AttemptView listed(Attempt attempt) {
    return of(attempt, null, null);
  }

  static AttemptView whole(Attempt attempt) {
    return of(attempt, attempt.prompt(), attempt.reply());
  }

  private static AttemptView of(Attempt attempt, @Nullable String prompt, @Nullable String reply) {
    return new AttemptView(
        attempt.number(),
        attempt.origin(),
        attempt.cause(),
        attempt.patch(),
        attempt.outcome(),
        attempt.reason(),
        attempt.diagnostics(),
        attempt.step(),
        attempt.durationMs(),
        attempt.cost().tokensIn(),
        attempt.cost().tokensOut(),
        attempt.cost().usd(),
        prompt,
        reply);
  }
}
