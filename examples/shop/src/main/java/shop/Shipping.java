package shop;

/** What it costs to send an order. */
public final class Shipping {

  private static final long DOMESTIC_CENTS = 590;
  private static final long FOREIGN_CENTS = 1490;

  /** The cost of the whole parcel. */
  public long cents(Order order) {
    return order.customer().country().equals("DE") ? DOMESTIC_CENTS : FOREIGN_CENTS;
  }

  /** The cost for each line of the order, as the invoice shows it. */
  public long centsPerLine(Order order) {
    return cents(order) / order.lines().size();
  }
}
