package shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders in, one after the other; an order that fails does not hold up the next. */
public final class OrderDesk {

  private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);
  private static final int RESERVED_HOURS = 2;

  private final OrderParser parser = new OrderParser();
  private final Stock stock = new Stock();
  private final Invoice invoice = new Invoice(new Catalog(), new Discounts(), new Shipping());

  /** Handles one line of input: an order, or {@code @} and the hour that the clock just struck. */
  public void accept(String text) {
    if (text.startsWith("@")) {
      strike(Integer.parseInt(text.substring(1)));
    } else if (!text.isBlank()) {
      order(text);
    }
  }

  private void order(String text) {
    try {
      Order order = parser.parse(text);
      log.debug("order {} read", order.id());
      for (OrderLine line : order.lines()) {
        stock.reserve(order.id(), line.sku(), line.quantity(), RESERVED_HOURS);
      }
      log.info("invoice {}", invoice.render(order));
    } catch (RuntimeException e) {
      log.error("Order could not be taken: {}", text, e);
    }
  }

  private void strike(int hour) {
    try {
      stock.releaseUntil(hour);
      log.info("{} o'clock, reservations released", hour);
    } catch (RuntimeException e) {
      log.error("Reservations could not be released at {} o'clock", hour, e);
    }
  }
}
