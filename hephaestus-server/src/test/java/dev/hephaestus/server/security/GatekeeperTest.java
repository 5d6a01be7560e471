package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.testkit.MutableClock;
import dev.hephaestus.server.testkit.TestGate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GatekeeperTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final TestGate test = new TestGate(clock);
  private final Gatekeeper gate = test.guard().gate();

  @Test
  void everybodyOnThisMachineIsLetInUntilAKeyIsMade() {
    assertThat(gate.authenticate(Credential.NONE))
        .isEqualTo(new Authentication.Accepted(Principal.LOCAL));
    assertThat(gate.stillHolds(Principal.LOCAL)).isTrue();

    test.key("shop");

    assertThat(gate.authenticate(Credential.NONE)).isInstanceOf(Authentication.Refused.class);
    assertThat(gate.stillHolds(Principal.LOCAL)).isFalse();
  }

  @Test
  void aKeyThatWasRevokedDoesNotOpenTheGateAgain() {
    String key = test.key("shop");
    test.keys.revoke(key.substring(5, 17));

    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.authenticate(Credential.NONE)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void nobodyListensBeyondThisMachineBeforeAKeyIsMade() {
    assertThatCode(() -> gate.requireGuarded("gRPC", "127.0.0.1")).doesNotThrowAnyException();
    assertThatCode(() -> gate.requireGuarded("gRPC", "::1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> gate.requireGuarded("gRPC", "0.0.0.0"))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("hephaestus keys create")
        .hasMessageContaining("0.0.0.0");

    test.key("shop");

    assertThatCode(() -> gate.requireGuarded("gRPC", "0.0.0.0")).doesNotThrowAnyException();
  }

  @Test
  void theSchemeIsBearerInAnyCase() {
    String key = test.key("shop");

    assertThat(gate.authenticate(header("bEARER " + key)))
        .isInstanceOf(Authentication.Accepted.class);
    assertThat(gate.authenticate(header("Basic " + key)))
        .isInstanceOf(Authentication.Refused.class);
    assertThat(gate.authenticate(header(key))).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void knockingIsToldOnceAMinuteWithHowOftenItCame() {
    test.key("shop");
    test.told.clear();
    for (int i = 0; i < 50; i++) {
      gate.authenticate(header("Bearer nothing"));
    }
    assertThat(test.told).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    gate.authenticate(header("Bearer nothing"));

    assertThat(test.told).hasSize(2);
    assertThat(test.told.get(1).action()).isEqualTo("authentication.refused");
    assertThat(test.told.get(1).details()).containsEntry("untold", "49");
  }

  @Test
  void everNewNamesDoNotFillTheLog() {
    String key = test.key("shop");
    test.told.clear();
    KeyText known = KeyText.parse(key).orElseThrow();
    for (int i = 0; i < 2_000; i++) {
      String id = String.format("%012d", i);
      gate.authenticate(header("Bearer " + new KeyText(id, known.secret()).reveal()));
    }
    assertThat(test.told.size()).isBetween(256, 258);
  }

  private static Credential header(String value) {
    return new Credential(Optional.of(value), Optional.empty());
  }
}
