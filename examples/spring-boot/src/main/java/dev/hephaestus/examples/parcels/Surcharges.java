package dev.hephaestus.examples.parcels;

import java.util.Map;

/** What a parcel costs more where it is hard to bring. */
class Surcharges {

  private final Map<String, Integer> centsByRegion = Map.of("islands", 650, "mountains", 320);

  int cents(String region) {
    return centsByRegion.get(region);
  }
}
