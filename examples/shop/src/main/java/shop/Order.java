package shop;

import java.util.List;

/**
 * An order as it came in.
 *
 * @param coupon the coupon's code, empty when none was given
 */
public record Order(String id, Customer customer, List<OrderLine> lines, String coupon) {

  public Order {
    lines = List.copyOf(lines);
  }
}
