package shop;

import java.util.Map;

/** What the shop sells, and for how much. */
public final class Catalog {

  private static final Map<String, Integer> CENTS_BY_SKU =
      Map.of("TEA", 490, "CUP", 1250, "POT", 3900, "SPOON", 280, "TRAY", 2100);

  /** The price of one piece in cents; 0 for what is given away. */
  public int cents(String sku) {
    return CENTS_BY_SKU.getOrDefault(sku, 0);
  }
}
