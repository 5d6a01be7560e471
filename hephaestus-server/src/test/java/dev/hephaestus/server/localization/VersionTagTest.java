package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionTagTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1.2.3",
    "1.2.3, v1.2.3",
    "v1.2.3, 1.2.3",
    "1.2.3, shop-1.2.3",
    "1.2.3, rel/shop-1.2.3",
    "1.2.3, SHOP_1_2_3",
    "1.2.3.RELEASE, v1.2.3",
    "1.2.3, 1.2.3.Final",
    "1.2.3+build.7, v1.2.3",
    "2.0-RC1, v2.0-rc1"
  })
  void isOfTheVersion(String version, String tag) {
    assertThat(new VersionTag(version).test(tag)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2.3, v1.2.3",
    "2.3, v12.3",
    "1.2.3, v1.2.3-rc1",
    "1.2, v1.2.3",
    "1.2.3-SNAPSHOT, v1.2.3",
    "1.2.3-SNAPSHOT, v1.2.3-SNAPSHOT",
    "unknown, unknown",
    "'', v1"
  })
  void isOfAnother(String version, String tag) {
    assertThat(new VersionTag(version).test(tag)).isFalse();
  }
}
