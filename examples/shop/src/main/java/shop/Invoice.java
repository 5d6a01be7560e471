package shop;

import java.util.Locale;

/** The text that goes with the parcel. */
public final class Invoice {

  private final Catalog catalog;
  private final Discounts discounts;
  private final Shipping shipping;

  public Invoice(Catalog catalog, Discounts discounts, Shipping shipping) {
    this.catalog = catalog;
    this.discounts = discounts;
    this.shipping = shipping;
  }

  /** The whole invoice. */
  public String render(Order order) {
    long goods = 0;
    for (OrderLine line : order.lines()) {
      goods += (long) catalog.cents(line.sku()) * line.quantity();
    }
    long total = discounts.apply(order.coupon(), goods) + shipping.cents(order);
    return String.format(
        Locale.ROOT,
        "%s %s: %d.%02d (shipping %d cents a line)",
        order.id(),
        initials(order.customer()),
        total / 100,
        total % 100,
        shipping.centsPerLine(order));
  }

  /** The customer's initials, as they stand on the parcel. */
  public String initials(Customer customer) {
    return customer.firstName().charAt(0) + "." + customer.lastName().charAt(0) + ".";
  }
}
