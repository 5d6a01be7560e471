package dev.hephaestus.examples.coffee;

import java.util.Map;

/** The drinks, and what they cost. */
final class Menu {

  private final Map<String, Integer> centsByDrink;

  Menu(Map<String, Integer> centsByDrink) {
    this.centsByDrink = Map.copyOf(centsByDrink);
  }

  int cents(String drink) {
    return centsByDrink.get(drink);
  }
}
