package dev.hephaestus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryPatternsTest {

  @Test
  void aPatternIsALocationOrItsBeginning() {
    RepositoryPatterns patterns =
        new RepositoryPatterns(List.of("https://git.example/shop/*", "/srv/tea.git"));

    assertThat(patterns.allow("https://git.example/shop/cart.git")).isTrue();
    assertThat(patterns.allow("/srv/tea.git")).isTrue();
    assertThat(patterns.allow("/srv/tea.git2")).isFalse();
    assertThat(patterns.allow("https://git.example/shopping/cart.git")).isFalse();
    assertThat(patterns.allow("https://git.example.evil/shop/cart.git")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/shop/../other/cart.git",
        "https://git.example/shop/./../other",
        "https://git.example/shop/..",
        "https://git.example/shop/%2e%2e/other",
        "https://git.example/shop/..\\other",
        "https://git.example/shop/a?b",
        "https://git.example/shop/a#b",
        "https://git.example/shop//other",
        "https://git.example/shop/a b",
        "https://git.example/shop/a\nb"
      })
  void aLocationThatCouldLeadElsewhereFitsNoneButEveryOne(String location) {
    assertThat(new RepositoryPatterns(List.of("https://git.example/shop/*")).allow(location))
        .isFalse();
    assertThat(RepositoryPatterns.ALL.allow(location)).isTrue();
  }

  @Test
  void aStarInTheMiddleIsNoPattern() {
    for (String bad : List.of("https://*/shop", "", "**", " ")) {
      assertThatThrownBy(() -> new RepositoryPatterns(List.of(bad)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RepositoryPatterns(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
