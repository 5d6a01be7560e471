package dev.hephaestus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdsTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Ids ids = new Ids(clock, new Random(7));

  @Test
  void growsWithinOneMillisecondFurtherThanItsCounter() {
    assertThat(take(20_000)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void growsWhenTheClockIsSetBack() {
    List<String> taken = new ArrayList<>(take(3));
    clock.advance(Duration.ofMinutes(-5));
    taken.addAll(take(3));
    clock.advance(Duration.ofMinutes(10));
    taken.addAll(take(3));

    assertThat(taken).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void isAUuidOfVersion7ThatBeginsWithTheTime() {
    UUID id = UUID.fromString(ids.next());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
  }

  private List<String> take(int count) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(ids.next());
    }
    return taken;
  }
}
