package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
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
  void aQuotaOutlivesTheProcessAndItsWritesThatFail() {
    FewBytes kept = new FewBytes();
    Principal bearer = new Principal("key:a", Scope.LOCAL, new KeyLimits(0, 0, 0, 1_000));
    Throttles before = new Throttles(clock, kept);
    assertThat(before.of(bearer).stored(1, 600)).isZero();
    kept.broken = true;
    assertThatThrownBy(before::keep).isInstanceOf(IllegalStateException.class);
    kept.broken = false;
    before.keep();
    before.keep();

    Throttles after = new Throttles(clock, kept);
    assertThat(after.of(bearer).stored(1, 400)).isZero();
    assertThat(after.of(bearer).debt()).isEqualTo(Duration.ofHours(2));
    after.keep();
    assertThat(kept.of("key:a", LocalDate.of(2026, 3, 1))).isEqualTo(1_000);

    clock.advance(Duration.ofHours(2));
    assertThat(new Throttles(clock, kept).of(bearer).stored(1, 1_000)).isZero();
  }

  @Test
  void whatNoQuotaIsOfIsNotWrittenDown() {
    FewBytes kept = new FewBytes();
    kept.broken = true;
    Throttles throttles = new Throttles(clock, kept);
    throttles.of(new Principal("key:a", Scope.LOCAL, KeyLimits.NONE)).stored(1, 600);

    assertThatCode(throttles::keep).doesNotThrowAnyException();
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

  /** What a store keeps, as long as it works. */
  private static final class FewBytes implements SentBytes {
    private final Map<String, Long> kept = new HashMap<>();
    private boolean broken;

    @Override
    public long of(String credential, LocalDate day) {
      return kept.getOrDefault(credential + day, 0L);
    }

    @Override
    public void add(LocalDate day, Map<String, Long> bytes) {
      if (broken) {
        throw new IllegalStateException("no space left");
      }
      bytes.forEach((credential, sent) -> kept.merge(credential + day, sent, Long::sum));
    }
  }
}
