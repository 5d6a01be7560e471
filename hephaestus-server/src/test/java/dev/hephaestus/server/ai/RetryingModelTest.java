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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryingModelTest {
  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final List<Duration> pauses = new ArrayList<>();
  private final StandInModel inner = new StandInModel("test/one");

  private LanguageModel retrying(int tries, Duration total, double random) {
    Pause pause =
        duration -> {
          pauses.add(duration);
          clock.advance(duration);
        };
    return new RetryingModel(inner, tries, total, pause, () -> random, clock);
  }

  @Test
  void waitsARandomPartOfASpanThatDoubles() {
    inner.fails(Kind.FAILING);

    failure(retrying(8, Duration.ofHours(1), 0.5));

    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
  }

  @Test
  void mayWaitNotAtAll() {
    inner.fails(Kind.FAILING).answers("hello", 1, 1);

    assertThat(retrying(2, Duration.ofHours(1), 0).reply(request()).text()).isEqualTo("hello");
    assertThat(pauses).containsExactly(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "TOO_LONG",
        "WITHHELD",
        "REFUSED",
        "CIRCUIT_OPEN",
        "OVER_BUDGET",
        "INTERRUPTED",
        "TIMED_OUT"
      })
  void doesNotRepeatWhatWouldEndTheSame(Kind kind) {
    inner.fails(kind);

    assertThat(failure(retrying(4, Duration.ofHours(1), 1)).kind()).isEqualTo(kind);
    assertThat(inner.asked).isEqualTo(1);
  }

  @Test
  void beginsNoTryOnceTheTotalTimeIsUsedUp() {
    inner.does(
        () -> {
          clock.advance(Duration.ofSeconds(50));
          throw new ModelException(Kind.STALLED, "slow");
        });

    failure(retrying(10, Duration.ofSeconds(90), 1));

    assertThat(inner.asked).isEqualTo(2);
  }

  @Test
  void aWaitThatTheProviderAsksForIsNotTakenFromTheTotalTime() {
    inner.asksToWait(Duration.ofSeconds(40)).answers("hello", 1, 1);

    assertThat(retrying(4, Duration.ofSeconds(10), 1).reply(request()).text()).isEqualTo("hello");
    assertThat(pauses).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void anInterruptEndsAPause() {
    inner.fails(Kind.FAILING);
    LanguageModel model =
        new RetryingModel(
            inner,
            4,
            Duration.ofHours(1),
            duration -> {
              throw new InterruptedException();
            },
            () -> 1,
            clock);

    assertThat(failure(model).kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(inner.asked).isEqualTo(1);
  }
}
