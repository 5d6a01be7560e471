package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HandoverLimitTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final HandoverLimit limit = new HandoverLimit(clock);

  @Test
  void soManyGoOnAtOnceAndThenOneAMinute() {
    assertThat(allowed("n", 200)).isEqualTo(HandoverLimit.AT_ONCE);

    clock.advance(Duration.ofSeconds(59));
    assertThat(allowed("n", 5)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(allowed("n", 5)).isEqualTo(1);
    clock.advance(Duration.ofMinutes(3));
    assertThat(allowed("n", 5)).isEqualTo(3);
  }

  @Test
  void askingInVainDoesNotPutOffTheNext() {
    allowed("n", HandoverLimit.AT_ONCE);
    for (int second = 0; second < 59; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(limit.allows("n")).isFalse();
    }
    clock.advance(Duration.ofSeconds(1));
    assertThat(limit.allows("n")).isTrue();
  }

  @Test
  void quietTimeSavesUpNoMoreThanAtOnce() {
    allowed("n", 200);
    clock.advance(Duration.ofDays(30));

    assertThat(allowed("n", 200)).isEqualTo(HandoverLimit.AT_ONCE);
  }

  @Test
  void aFloodOfOneNodeHoldsNoOtherUp() {
    allowed("flooded", 1_000);

    assertThat(allowed("quiet", 2)).isEqualTo(2);
  }

  @Test
  void aClockThatGoesBackLetsNothingMoreThrough() {
    allowed("n", 200);
    clock.advance(Duration.ofHours(-1));

    assertThat(allowed("n", 5)).isZero();
  }

  private int allowed(String node, int asked) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      allowed += limit.allows(node) ? 1 : 0;
    }
    return allowed;
  }
}
