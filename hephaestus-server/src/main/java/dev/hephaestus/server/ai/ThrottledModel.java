package dev.hephaestus.server.ai;

import dev.hephaestus.server.ai.ModelException.Kind;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps to a rate of requests and tokens by waiting for its turn, but not for long. The tokens of a
 * request are taken by what it may need at most, and set right when the reply says what it took.
 */
final class ThrottledModel implements LanguageModel {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final LanguageModel model;
  private final Optional<Bucket> requests;
  private final Optional<Bucket> tokens;
  private final int tokensPerMinute;
  private final Pause pause;

  ThrottledModel(LanguageModel model, CallLimits limits, Pause pause, Clock clock) {
    this.model = model;
    this.pause = pause;
    this.tokensPerMinute = limits.tokensPerMinute();
    this.requests = bucket(limits.requestsPerMinute(), clock);
    this.tokens = bucket(limits.tokensPerMinute(), clock);
  }

  private static Optional<Bucket> bucket(int perMinute, Clock clock) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    Bandwidth rate =
        Bandwidth.builder().capacity(perMinute).refillGreedy(perMinute, MINUTE).build();
    return Optional.of(
        Bucket.builder().addLimit(rate).withCustomTimePrecision(meter(clock)).build());
  }

  private static TimeMeter meter(Clock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ModelReply reply(ModelRequest request) {
    long most = Math.clamp(TokenUsage.worstOf(request).total(), 1, Math.max(1, tokensPerMinute));
    requests.ifPresent(bucket -> await(bucket, 1));
    tokens.ifPresent(bucket -> await(bucket, most));
    try {
      ModelReply reply = model.reply(request);
      settle(most, reply.usage().total());
      return reply;
    } catch (ModelException failed) {
      settle(most, failed.spent().map(TokenUsage::total).orElse(0L));
      throw failed;
    }
  }

  private void await(Bucket bucket, long amount) {
    try {
      boolean isMine =
          bucket
              .asBlocking()
              .tryConsume(amount, LONGEST_WAIT, nanos -> pause.of(Duration.ofNanos(nanos)));
      if (!isMine) {
        throw new ModelException(
            Kind.BUSY, "model " + name() + " is asked as often as its configured limits allow");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.INTERRUPTED, "interrupted while waiting for model " + name());
    }
  }

  private void settle(long taken, long needed) {
    tokens.ifPresent(
        bucket -> {
          if (needed > taken) {
            bucket.consumeIgnoringRateLimits(needed - taken);
          } else if (needed < taken) {
            bucket.addTokens(taken - needed);
          }
        });
  }
}
