package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.testkit.InMemoryApiKeyStore;
import dev.hephaestus.server.testkit.MutableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ApiKeysTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final List<AuditEvent> told = new ArrayList<>();
  private final ApiKeys keys = new ApiKeys(store, told::add, new SecureRandom(), clock);

  @Test
  void aKeyIsGoodForItsScopeAndKeptAsAHashOnly() {
    ApiKeys.Fresh fresh = create();

    assertThat(fresh.text()).startsWith("heph_" + fresh.key().id() + "_").hasSize(5 + 12 + 1 + 48);
    assertThat(keys.check(fresh.text()))
        .isEqualTo(
            new Authentication.Accepted(
                new Principal("key:" + fresh.key().id(), Scope.LOCAL, KeyLimits.NONE)));
    assertThat(store.list().toString()).doesNotContain(fresh.text().substring(18));
    assertThat(fresh.toString()).doesNotContain(fresh.text().substring(18));
    assertThat(fresh.key().hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void everyOtherTextIsRefused() {
    String text = create().text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      String changed = text.substring(0, i) + other + text.substring(i + 1);

      assertThat(keys.check(changed)).as(changed).isInstanceOf(Authentication.Refused.class);
    }
    for (String none : List.of("", "heph_", "heph__", text + "x", text.substring(1), text + "\n")) {
      assertThat(keys.check(none)).as(none).isInstanceOf(Authentication.Refused.class);
    }
  }

  @Test
  void theIdOfOneKeyWithTheSecretOfAnotherIsRefused() {
    KeyText one = KeyText.parse(create().text()).orElseThrow();
    KeyText other = KeyText.parse(create().text()).orElseThrow();

    assertThat(keys.check(new KeyText(one.id(), other.secret()).reveal()))
        .isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void aRevokedOrExpiredKeyIsRefusedWithTheReason() {
    ApiKeys.Fresh revoked = create();
    ApiKeys.Fresh expiring =
        keys.create("b", Scope.LOCAL, KeyLimits.NONE, Optional.of(clock.instant().plusSeconds(60)));
    Principal bearer = ((Authentication.Accepted) keys.check(expiring.text())).principal();
    assertThat(keys.holds(bearer)).isTrue();

    keys.revoke(revoked.key().id());
    clock.advance(Duration.ofSeconds(60));

    assertThat(keys.check(revoked.text()))
        .isEqualTo(
            new Authentication.Refused("key:" + revoked.key().id(), "the API key was revoked"));
    assertThat(keys.check(expiring.text()))
        .isEqualTo(
            new Authentication.Refused("key:" + expiring.key().id(), "the API key has expired"));
    assertThat(keys.holds(bearer)).isFalse();
  }

  @Test
  void twoKeysAreGoodDuringRotationAndThenTheNewOne() {
    ApiKeys.Fresh first = create();

    ApiKeys.Fresh second = keys.rotate(first.key().id(), Duration.ofHours(1), Optional.empty());

    assertThat(isGood(first)).isTrue();
    assertThat(isGood(second)).isTrue();
    assertThat(second.key().scope()).isEqualTo(first.key().scope());
    clock.advance(Duration.ofHours(1));
    assertThat(isGood(first)).isFalse();
    assertThat(isGood(second)).isTrue();
  }

  @Test
  void ofAKeyThatWasRotatedTwiceOnlyTheLastTwoAreGood() {
    ApiKeys.Fresh first = create();
    ApiKeys.Fresh second = keys.rotate(first.key().id(), Duration.ofHours(1), Optional.empty());
    ApiKeys.Fresh third = keys.rotate(second.key().id(), Duration.ofHours(1), Optional.empty());

    assertThat(isGood(first)).isFalse();
    assertThat(isGood(second)).isTrue();
    assertThat(isGood(third)).isTrue();
  }

  @Test
  void whatCannotBeRotatedSaysWhy() {
    ApiKeys.Fresh first = create();
    ApiKeys.Fresh second = keys.rotate(first.key().id(), Duration.ofHours(1), Optional.empty());
    keys.revoke(second.key().id());

    assertThatThrownBy(() -> keys.rotate(first.key().id(), Duration.ZERO, Optional.empty()))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("rotate that one");
    assertThatThrownBy(() -> keys.rotate(second.key().id(), Duration.ZERO, Optional.empty()))
        .hasMessageContaining("revoked");
    assertThatThrownBy(() -> keys.revoke("none")).hasMessageContaining("there is no key none");
  }

  @Test
  void useIsWrittenDownRarely() {
    ApiKeys.Fresh fresh = create();
    for (int i = 0; i < 100; i++) {
      keys.check(fresh.text());
    }
    assertThat(store.uses()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    keys.check(fresh.text());
    assertThat(store.uses()).isEqualTo(2);
  }

  @Test
  void everyChangeIsTold() {
    ApiKeys.Fresh first = create();
    keys.rotate(first.key().id(), Duration.ofHours(1), Optional.empty());
    keys.revoke(first.key().id());

    assertThat(told)
        .extracting(AuditEvent::action)
        .containsExactly("key.created", "key.rotated", "key.revoked");
    assertThat(told.toString()).doesNotContain(first.text()).doesNotContain(first.key().hash());
  }

  private boolean isGood(ApiKeys.Fresh key) {
    return keys.check(key.text()) instanceof Authentication.Accepted;
  }

  private ApiKeys.Fresh create() {
    return keys.create("a", Scope.LOCAL, KeyLimits.NONE, Optional.empty());
  }
}
