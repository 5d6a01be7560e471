package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  private final Invoice invoice = new Invoice(new Catalog(), new Discounts(), new Shipping());

  @Test
  void addsGoodsAndShipping() {
    Order order =
        new Order(
            "A-1",
            new Customer("Ada", "Lovelace", "DE"),
            List.of(new OrderLine("TEA", 2), new OrderLine("CUP", 1)),
            "");

    assertEquals("A-1 A.L.: 28.20 (shipping 295 cents a line)", invoice.render(order));
  }

  @Test
  void lowersThePriceByTheCoupon() {
    Order order =
        new Order(
            "A-2", new Customer("Alan", "Turing", "GB"), List.of(new OrderLine("POT", 1)), "FRIENDS");

    assertEquals("A-2 A.T.: 44.15 (shipping 1490 cents a line)", invoice.render(order));
  }

  @Test
  void abbreviatesTheCustomer() {
    assertEquals("G.H.", invoice.initials(new Customer("Grace", "Hopper", "US")));
  }
}
