package dev.hephaestus.server.ai;

import static dev.hephaestus.server.ai.ModelCalls.failure;
import static dev.hephaestus.server.ai.ModelCalls.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ai.ModelException.Kind;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThrottledModelTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T23:00:00Z"));
  private final List<Duration> pauses = new ArrayList<>();
  private final StandInModel inner = new StandInModel("test/one");

  private LanguageModel throttled(int requestsPerMinute, int tokensPerMinute) {
    Pause pause =
        duration -> {
          pauses.add(duration);
          clock.advance(duration);
        };
    return new ThrottledModel(
        inner, new CallLimits(1, requestsPerMinute, tokensPerMinute), pause, clock);
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void waitsForItsTurnAmongRequests() {
    inner.answers("hello", 1, 1);
    LanguageModel model = throttled(2, 0);

    model.reply(request());
    model.reply(request());
    assertThat(pauses).isEmpty();
    model.reply(request());

    assertThat(waited()).isEqualTo(Duration.ofSeconds(30));
    assertThat(inner.asked).isEqualTo(3);
  }

  @Test
  void countsWhatARequestTookAndNotWhatItMightHaveTaken() {
    inner.answers("hello", 10, 10);
    LanguageModel model = throttled(0, 600);

    for (int i = 0; i < 4; i++) {
      model.reply(request());
    }

    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsForTokens() {
    inner.answers("hello", 600, 600);
    LanguageModel model = throttled(0, 1_200);

    model.reply(request());
    model.reply(request());

    assertThat(waited()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
  }

  @Test
  void doesNotWaitForLong() {
    inner.answers("hello", 100_000, 0);
    LanguageModel model = throttled(0, 1_000);
    model.reply(request());

    ModelException failure = failure(model);

    assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    assertThat(failure).hasMessageContaining("configured limits");
    assertThat(inner.asked).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRequestThatCostNothingGivesItsTokensBack() {
    inner.fails(Kind.UNREACHABLE);
    LanguageModel model = throttled(0, 600);

    for (int i = 0; i < 5; i++) {
      failure(model);
    }

    assertThat(pauses).isEmpty();
  }

  @Test
  void aRequestLargerThanTheLimitIsMadeOnceTheLimitIsWhole() {
    inner.answers("hello", 1, 1);

    assertThat(throttled(0, 50).reply(request()).text()).isEqualTo("hello");
  }

  @Test
  void anInterruptEndsTheWait() {
    inner.answers("hello", 1, 1);
    LanguageModel model =
        new ThrottledModel(
            inner,
            new CallLimits(1, 1, 0),
            duration -> {
              throw new InterruptedException();
            },
            clock);
    model.reply(request());

    assertThat(failure(model).kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }
}
