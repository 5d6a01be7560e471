package dev.hephaestus.examples.parcels;

import java.util.Map;
import java.util.TreeMap;

/** The price of a parcel by its weight, 20 kg at most. */
class PriceList {

  private final TreeMap<Integer, Integer> centsUpToGrams =
      new TreeMap<>(Map.of(500, 399, 1_000, 549, 5_000, 1_049, 20_000, 1_849));

  int cents(int grams) {
    if (grams < 1 || grams > centsUpToGrams.lastKey()) {
      throw new IllegalArgumentException("No parcel weighs " + grams + " g");
    }
    return centsUpToGrams.ceilingEntry(grams).getValue();
  }
}
