package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class SurplusBytesTest {
  private final SurplusBytes bytes = new SurplusBytes(6400);

  @Test
  void anEighthIsKeptForWarnings() {
    assertThat(bytes.reserve(5600, false)).isTrue();
    assertThat(bytes.reserve(1, false)).isFalse();
    assertThat(bytes.reserve(800, true)).isTrue();
    assertThat(bytes.reserve(1, true)).isFalse();
  }

  @Test
  void whatWasReservedInVainCanBeReservedAgain() {
    assertThat(bytes.reserve(6400, true)).isTrue();
    bytes.cancel(6400);

    assertThat(bytes.reserve(6400, true)).isTrue();
  }

  @Test
  void whatIsFreedIsThereAgainAtAboutAHundredthOrWhenItIsSettled() {
    assertThat(bytes.reserve(6400, true)).isTrue();
    bytes.free(99);
    assertThat(bytes.reserve(99, true)).isFalse();
    bytes.free(1);
    assertThat(bytes.reserve(100, true)).isTrue();
    bytes.free(50);
    bytes.settle();

    assertThat(bytes.reserve(50, true)).isTrue();
    assertThat(bytes.isHalfGone()).isTrue();
  }
}
