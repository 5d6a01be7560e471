package shop;

import java.util.HashMap;
import java.util.Map;

/** The coupons that are valid now. */
public final class Discounts {

  private final Map<String, Integer> percentByCoupon = new HashMap<>();

  public Discounts() {
    percentByCoupon.put("SPRING", 10);
    percentByCoupon.put("FRIENDS", 25);
  }

  /** By how many percent the coupon lowers the price. */
  public int percent(String coupon) {
    if (coupon.isEmpty()) {
      return 0;
    }
    return percentByCoupon.get(coupon);
  }

  /** The price after the coupon. */
  public long apply(String coupon, long cents) {
    return cents - cents * percent(coupon) / 100;
  }
}
