package dev.hephaestus.examples.coffee;

/** Adds up orders; every tenth drink of an order is on the house. */
final class Till {

  private final Menu menu;

  Till(Menu menu) {
    this.menu = menu;
  }

  int cents(Order order) {
    int free = order.count() / 10;
    return menu.cents(order.drink()) * (order.count() - free);
  }
}
