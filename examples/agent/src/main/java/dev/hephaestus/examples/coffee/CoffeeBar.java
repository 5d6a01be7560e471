package dev.hephaestus.examples.coffee;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a morning's orders. */
public final class CoffeeBar {

  private static final Logger LOG = LoggerFactory.getLogger(CoffeeBar.class);
  private static final long PAUSE_MS = 500;

  private static final List<Order> ORDERS =
      List.of(
          new Order("Ada", "espresso", 1),
          new Order("Grace", "cappuccino", 2),
          new Order("Linus", "flat white", 1),
          new Order("Barbara", "espresso", 12));

  private CoffeeBar() {}

  /** Runs and ends. */
  public static void main(String[] args) throws InterruptedException {
    Till till = new Till(new Menu(Map.of("espresso", 220, "cappuccino", 320)));
    for (Order order : ORDERS) {
      try {
        LOG.info("{} pays {} cents", order.guest(), till.cents(order));
      } catch (RuntimeException e) {
        LOG.error("Could not take the order of {}", order.guest(), e);
      }
      Thread.sleep(PAUSE_MS);
    }
  }
}
