package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DiscountsTest {

  private final Discounts discounts = new Discounts();

  @Test
  void knowsItsCoupons() {
    assertEquals(10, discounts.percent("SPRING"));
    assertEquals(25, discounts.percent("FRIENDS"));
  }

  @Test
  void lowersNothingWithoutCoupon() {
    assertEquals(0, discounts.percent(""));
    assertEquals(1999, discounts.apply("", 1999));
  }

  @Test
  void lowersThePrice() {
    assertEquals(900, discounts.apply("SPRING", 1000));
  }
}
