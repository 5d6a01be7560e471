package dev.hephaestus.javaagent.hook;

import java.util.List;
import java.util.concurrent.Callable;

/** What is woven in the tests. */
public final class Followed implements Callable<Object> {

  private final int drawer = 3;

  /** Called by reflection, in the tests. */
  public Followed() {}

  @Override
  public Object call() {
    return outer("a", 7L, 2.5, new int[] {1, 2});
  }

  int outer(String text, long number, double share, int[] many) {
    return inner(text, number) + (int) share + many[0];
  }

  /** Assigns to its parameters, a wide one among them, and has loops and handlers of its own. */
  int inner(String text, long number) {
    number += 5;
    text = text + number;
    int sum = drawer;
    for (int i = 0; i < 3; i++) {
      try {
        sum += Integer.parseInt(text.substring(0, 1) + i);
      } catch (NumberFormatException e) {
        sum--;
      } finally {
        sum += 2;
      }
    }
    return first(List.of(), (byte) 1, 'c', true, (short) 2, 1.5f) + sum;
  }

  static synchronized int first(
      List<String> none, byte small, char letter, boolean flag, short little, float part) {
    synchronized (none) {
      return none.get(small).length() + letter + little + (int) part + (flag ? 1 : 0);
    }
  }

  int getter() {
    return drawer;
  }
}
