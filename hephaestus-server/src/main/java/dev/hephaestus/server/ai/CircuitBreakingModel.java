package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a provider alone for a while once half of its last answers were faults of its own; then
 * one call tells whether it is well again.
 *
 * <p><i>Source:</i> M. Nygard, Release It!: the circuit breaker.
 */
final class CircuitBreakingModel implements LanguageModel {
  static final int CALLS_AT_LEAST = 5;
  static final Duration OPEN = Duration.ofSeconds(30);
  private static final int WINDOW = 10;
  private static final float PERCENT_FAILED = 50;

  private final LanguageModel model;
  private final CircuitBreaker breaker;

  CircuitBreakingModel(LanguageModel model, Clock clock) {
    this.model = model;
    this.breaker =
        CircuitBreaker.of(
            model.name(),
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    WINDOW,
                    CALLS_AT_LEAST,
                    SlidingWindowType.COUNT_BASED,
                    CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(PERCENT_FAILED)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .writableStackTraceEnabled(false)
                .build());
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException open) {
      throw new ModelException(
          Kind.CIRCUIT_OPEN,
          "model " + name() + " failed too often of late and is left alone for a while");
    }
    long begun = breaker.getCurrentTimestamp();
    try {
      ModelReply reply = model.reply(request);
      breaker.onSuccess(since(begun), breaker.getTimestampUnit());
      return reply;
    } catch (ModelException failed) {
      book(failed, begun);
      throw failed;
    } catch (RuntimeException fault) {
      breaker.releasePermission();
      throw fault;
    }
  }

  private void book(ModelException failed, long begun) {
    if (failed.kind().isTheProvidersFault()) {
      breaker.onError(since(begun), breaker.getTimestampUnit(), failed);
    } else {
      breaker.releasePermission();
    }
  }

  private long since(long begun) {
    return Math.max(0, breaker.getCurrentTimestamp() - begun);
  }
}
