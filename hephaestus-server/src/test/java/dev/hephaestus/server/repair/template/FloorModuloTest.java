package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloorModuloTest {

  @Test
  void keepsTheRemainderPositive() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index -3 out of bounds for length 8")
        .repairs(
            "floor-modulo",
            """
            package shop;

            class Case {
              String bucket(String[] buckets, Object key) {
                int index = key.hashCode() % buckets.length;
                return buckets[index]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String bucket(String[] buckets, Object key) {
                int index = Math.floorMod(key.hashCode(), buckets.length);
                return buckets[index];
              }
            }
            """);
  }

  @Test
  void takesTheAbsoluteValueOfTheRemainder() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index -3 out of bounds for length 8")
        .repairs(
            "floor-modulo",
            """
            package shop;

            class Case {
              String bucket(String[] buckets, Object key) {
                int index = Math.abs(key.hashCode()) % buckets.length;
                return buckets[index]; //! 0
              }
            }
            """,
            """
            package shop;

            class Case {
              String bucket(String[] buckets, Object key) {
                int index = Math.abs(key.hashCode() % buckets.length);
                return buckets[index];
              }
            }
            """);
  }

  @Test
  void leavesAnIndexPastTheEnd() {
    assertThat(
            Bench.thrown(
                    "java.lang.ArrayIndexOutOfBoundsException",
                    "Index 9 out of bounds for length 8")
                .texts(
                    "floor-modulo",
                    """
            package shop;

            class Case {
              String bucket(String[] buckets, Object key) {
                int index = key.hashCode() % buckets.length;
                return buckets[index]; //! 0
              }
            }
            """))
        .isEmpty();
  }
}
