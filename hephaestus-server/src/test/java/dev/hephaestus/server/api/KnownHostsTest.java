package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownHostsTest {
  private final KnownHosts loopback = new KnownHosts("127.0.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LocalHost.:80", "127.0.0.1", "127.8.8.8:1", "[::1]", "[::1]:80"})
  void knowsTheMachine(String header) {
    assertThat(loopback.contain(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.evil.example",
        "evil.example:localhost",
        "localhost:80:80",
        "user@localhost",
        "localhost evil.example",
        "[::1].evil.example",
        "[::2]",
        "10.0.0.5",
        ":80",
        "."
      })
  void knowsNobodyElse(String header) {
    assertThat(loopback.contain(header)).isFalse();
    assertThat(loopback.contain(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Fix.Example,  fix.example:8080",
    "10.0.0.5,     10.0.0.5",
    "fe80::5,      [FE80::5]:80",
    "[fe80::5],    [fe80::5]"
  })
  void knowsTheHostThatItIsSetTo(String own, String header) {
    KnownHosts known = new KnownHosts(own);

    assertThat(known.contain(header)).isTrue();
    assertThat(known.contain("localhost")).isTrue();
    assertThat(known.contain("evil.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "[::]"})
  void aServerOnEveryAddressCannotKnowItsNames(String own) {
    assertThat(new KnownHosts(own).contain("hephaestus.monitoring:8080")).isTrue();
  }
}
