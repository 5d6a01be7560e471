package shop;

import java.util.ArrayList;
import java.util.List;

/** What is reserved for orders that are not paid yet. */
public final class Stock {

  /** Pieces kept for an order until an hour of the day. */
  public record Reservation(String orderId, String sku, int quantity, int untilHour) {}

  private final List<Reservation> reservations = new ArrayList<>();

  /** Keeps pieces for an order. */
  public void reserve(String orderId, String sku, int quantity, int untilHour) {
    reservations.add(new Reservation(orderId, sku, quantity, untilHour));
  }

  /** How many pieces of an article are kept. */
  public int reserved(String sku) {
    int pieces = 0;
    for (Reservation reservation : reservations) {
      if (reservation.sku().equals(sku)) {
        pieces += reservation.quantity();
      }
    }
    return pieces;
  }

  /** Gives back what was kept until the given hour or an earlier one. */
  public void releaseUntil(int hour) {
    for (Reservation reservation : reservations) {
      if (reservation.untilHour() <= hour) {
        reservations.remove(reservation);
      }
    }
  }
}
