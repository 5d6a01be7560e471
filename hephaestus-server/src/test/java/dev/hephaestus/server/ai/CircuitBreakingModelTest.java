package dev.hephaestus.server.ai;

import static dev.hephaestus.server.ai.ModelCalls.failure;
import static dev.hephaestus.server.ai.ModelCalls.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ai.ModelException.Kind;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CircuitBreakingModelTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T23:00:00Z"));
  private final StandInModel inner = new StandInModel("test/one");
  private final LanguageModel model = new CircuitBreakingModel(inner, clock);

  private void failsOften(Kind kind) {
    inner.fails(kind);
    for (int i = 0; i < CircuitBreakingModel.CALLS_AT_LEAST; i++) {
      assertThat(failure(model).kind()).isEqualTo(kind);
    }
  }

  @Test
  void leavesAFailingProviderAlone() {
    failsOften(Kind.FAILING);

    assertThat(failure(model).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    clock.advance(CircuitBreakingModel.OPEN.minusSeconds(1));
    assertThat(failure(model).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(inner.asked).isEqualTo(CircuitBreakingModel.CALLS_AT_LEAST);
  }

  @Test
  void oneCallTellsWhetherItIsWellAgain() {
    failsOften(Kind.UNREACHABLE);
    clock.advance(CircuitBreakingModel.OPEN.plusSeconds(1));

    assertThat(failure(model).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(model).kind()).isEqualTo(Kind.CIRCUIT_OPEN);

    clock.advance(CircuitBreakingModel.OPEN.plusSeconds(1));
    inner.answers("hello", 1, 1);
    assertThat(failure(model).kind()).isEqualTo(Kind.UNREACHABLE);
    clock.advance(CircuitBreakingModel.OPEN.plusSeconds(1));
    assertThat(model.reply(request()).text()).isEqualTo("hello");
    assertThat(model.reply(request()).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"REFUSED", "WITHHELD", "TOO_LONG", "OVER_BUDGET", "INTERRUPTED"})
  void whatWasAskedIsNotTheProvidersFault(Kind kind) {
    failsOften(kind);

    assertThat(failure(model).kind()).isEqualTo(kind);
  }

  @Test
  void anInterruptedTrialLeavesTheCircuitHalfOpen() {
    failsOften(Kind.FAILING);
    clock.advance(CircuitBreakingModel.OPEN.plusSeconds(1));
    StandInModel other = inner.fails(Kind.INTERRUPTED).answers("hello", 1, 1);
    assertThat(failure(model).kind()).isEqualTo(Kind.FAILING);
    clock.advance(Duration.ofHours(1));

    assertThat(failure(model).kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(model.reply(request()).text()).isEqualTo("hello");
    assertThat(other.asked).isEqualTo(CircuitBreakingModel.CALLS_AT_LEAST + 3);
  }
}
