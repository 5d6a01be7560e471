package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderParserTest {

  private final OrderParser parser = new OrderParser();

  @Test
  void readsCustomerLinesAndCoupon() {
    Order order = parser.parse("A-1;Ada;Lovelace;DE;2xTEA,1xCUP;SPRING");

    assertEquals("A-1", order.id());
    assertEquals(new Customer("Ada", "Lovelace", "DE"), order.customer());
    assertEquals(List.of(new OrderLine("TEA", 2), new OrderLine("CUP", 1)), order.lines());
    assertEquals("SPRING", order.coupon());
  }

  @Test
  void passesOverLinesWithoutQuantity() {
    assertTrue(parser.parse("A-2;Ada;Lovelace;DE;TEA;SPRING").lines().isEmpty());
  }

  @Test
  void readsQuantities() {
    assertEquals(12, parser.quantity("12"));
  }
}
