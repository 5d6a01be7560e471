package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class IntakeTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Intake intake = new Intake(100, meters);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksAtOnceWhileThereIsRoom() {
    assertThat(intake.take(99)).isTrue();
    intake.whenThereIsRoom(asked::incrementAndGet);

    assertThat(asked).hasValue(1);
    assertThat(meters.get("hephaestus.ingest.held").gauge().value()).isEqualTo(99);
  }

  @Test
  void asksWhenThereIsRoomAgainAndNotBefore() {
    intake.take(80);
    intake.take(80);
    intake.whenThereIsRoom(asked::incrementAndGet);
    intake.whenThereIsRoom(asked::incrementAndGet);
    assertThat(asked).hasValue(0);
    intake.giveBack(30);
    assertThat(asked).hasValue(0);

    intake.giveBack(50);

    assertThat(asked).hasValue(2);
  }

  @Test
  void turnsAwayWhatWasAskedForBeforeAndIsTooMuch() {
    assertThat(intake.take(150)).isTrue();
    assertThat(intake.take(51)).isFalse();
    intake.giveBack(150);
    assertThat(intake.take(200)).isTrue();
  }

  @Test
  void takesOneThatIsTooMuchForItWhileItIsAlone() {
    assertThat(intake.take(1_000)).isTrue();
    assertThat(intake.take(1)).isFalse();
    intake.giveBack(1_000);
    assertThat(intake.take(1)).isTrue();
    assertThat(intake.take(1_000)).isFalse();
  }
}
