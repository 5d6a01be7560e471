package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Asks again while the provider is busy or failing: after as long as it asks for, else after a
 * random part of a span that doubles from try to try. No try begins once the total time of one is
 * used up by the tries before.
 *
 * <p><i>Source:</i> "Exponential backoff and jitter" (AWS Architecture Blog, 2015): full jitter.
 */
final class RetryingModel implements LanguageModel {
  private static final Duration FIRST_SPAN = Duration.ofSeconds(1);
  private static final Duration LONGEST_SPAN = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final LanguageModel model;
  private final int tries;
  private final Duration total;
  private final Pause pause;
  private final DoubleSupplier random;
  private final Clock clock;

  /**
   * The wrapper.
   *
   * @param tries how often a request is sent, at most
   * @param total after so long no further try begins
   * @param random from 0 to 1
   */
  RetryingModel(
      LanguageModel model,
      int tries,
      Duration total,
      Pause pause,
      DoubleSupplier random,
      Clock clock) {
    this.model = model;
    this.tries = tries;
    this.total = total;
    this.pause = pause;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    Instant end = clock.instant().plus(total);
    for (int done = 1; ; done++) {
      try {
        return model.reply(request);
      } catch (ModelException failed) {
        if (!failed.kind().isWorthAnotherTry() || done >= tries) {
          throw failed;
        }
        int tried = done;
        Duration wait = failed.retryAfter().orElseGet(() -> spanAfter(tried));
        if (wait.compareTo(LONGEST_WAIT) > 0 || clock.instant().isAfter(end)) {
          throw failed;
        }
        rest(wait);
        end = end.plus(wait);
      }
    }
  }

  private Duration spanAfter(int tried) {
    long span = Math.min(LONGEST_SPAN.toMillis(), FIRST_SPAN.toMillis() << Math.min(tried - 1, 20));
    return Duration.ofMillis((long) (span * random.getAsDouble()));
  }

  private void rest(Duration wait) {
    try {
      pause.of(wait);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.INTERRUPTED, "interrupted while waiting for model " + name());
    }
  }
}
