package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T22:00:00Z"));

  @Test
  void nothingIsLimitedWhereNothingIsSaid() {
    Throttle throttle = new Throttle(KeyLimits.NONE, clock);

    assertThat(throttle.call()).isEmpty();
    assertThat(throttle.stored(1_000_000, 1L << 40)).isZero();
    assertThat(throttle.debt()).isZero();
  }

  @Test
  void callsBeyondTheRateWaitForTheirTurn() {
    Throttle throttle = new Throttle(new KeyLimits(0, 0, 2, 0), clock);

    assertThat(throttle.call()).isEmpty();
    assertThat(throttle.call()).isEmpty();
    assertThat(throttle.call()).contains(Duration.ofMillis(500));
    clock.advance(Duration.ofMillis(500));
    assertThat(throttle.call()).isEmpty();
  }

  @Test
  void whatIsStoredBeyondTheRateIsADebtThatTimePays() {
    Throttle throttle = new Throttle(new KeyLimits(100, 1_000, 0, 0), clock);

    assertThat(throttle.stored(10, 1_000)).isZero();
    assertThat(throttle.stored(10, 3_000)).isEqualTo(Duration.ofSeconds(3));
    assertThat(throttle.debt()).isGreaterThan(Duration.ofSeconds(3));
    assertThat(throttle.stored(580, 0)).isEqualTo(Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(6));
    assertThat(throttle.debt()).isZero();
  }

  @Test
  void theQuotaOfADayIsThereAgainAtMidnight() {
    Throttle throttle = new Throttle(new KeyLimits(0, 0, 0, 1_000), clock);

    assertThat(throttle.stored(1, 1_000)).isZero();
    assertThat(throttle.debt()).isEqualTo(Duration.ofHours(2));
    clock.advance(Duration.ofHours(2));
    assertThat(throttle.debt()).isZero();
    assertThat(throttle.stored(1, 900)).isZero();
  }

  @Test
  void aHugeDebtIsBounded() {
    Throttle throttle = new Throttle(new KeyLimits(0, 1, 0, 0), clock);

    assertThat(throttle.stored(1, 1L << 50)).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void allWhoBearACredentialShareItsThrottle() {
    Throttles throttles = new Throttles(clock);
    Principal one = new Principal("key:a", Scope.LOCAL, new KeyLimits(0, 0, 1, 0));

    assertThat(throttles.of(one).call()).isEmpty();
    assertThat(throttles.of(new Principal("key:a", Scope.LOCAL, one.limits())).call()).isPresent();
    assertThat(throttles.of(new Principal("key:b", Scope.LOCAL, one.limits())).call()).isEmpty();
  }
}
