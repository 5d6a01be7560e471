package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StockTest {

  private final Stock stock = new Stock();

  @Test
  void addsUpReservations() {
    stock.reserve("A-1", "TEA", 2, 2);
    stock.reserve("A-2", "TEA", 3, 4);
    stock.reserve("A-2", "CUP", 1, 4);

    assertEquals(5, stock.reserved("TEA"));
  }

  @Test
  void keepsWhatIsStillReserved() {
    stock.reserve("A-1", "TEA", 2, 8);

    stock.releaseUntil(4);

    assertEquals(2, stock.reserved("TEA"));
  }
}
