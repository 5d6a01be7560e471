package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShippingTest {

  private final Shipping shipping = new Shipping();

  @Test
  void isCheaperAtHome() {
    assertEquals(590, shipping.cents(orderFrom("DE", 1)));
    assertEquals(1490, shipping.cents(orderFrom("FR", 1)));
  }

  @Test
  void isSharedByTheLines() {
    assertEquals(295, shipping.centsPerLine(orderFrom("DE", 2)));
  }

  private static Order orderFrom(String country, int lines) {
    return new Order(
        "A-1",
        new Customer("Ada", "Lovelace", country),
        List.of(new OrderLine("TEA", 1), new OrderLine("CUP", 1)).subList(0, lines),
        "");
  }
}
