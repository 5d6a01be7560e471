package dev.hephaestus.server.validation.reproduction.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every choice of one value for each slot, cheapest first, without making them all. */
final class Product {
  private static final int MAX_OPEN = 400_000;

  @SuppressWarnings("ArrayRecordComponent") // never compared, and there are many
  private record Choice(int[] indices, int cost, long order) {}

  private final List<List<Expression>> slots;
  private final PriorityQueue<Choice> open =
      new PriorityQueue<>(Comparator.comparingInt(Choice::cost).thenComparingLong(Choice::order));
  private final Set<String> seen = new HashSet<>();
  private long order;

  /**
   * All choices.
   *
   * @param slots for each slot its values, cheapest first
   */
  Product(List<List<Expression>> slots) {
    this.slots = slots;
    if (slots.stream().noneMatch(List::isEmpty)) {
      add(new int[slots.size()]);
    }
  }

  /** The next choice, or null when there is none left. */
  @Nullable List<Expression> next() {
    Choice choice = open.poll();
    if (choice == null) {
      return null;
    }
    List<Expression> values = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      values.add(slots.get(i).get(choice.indices[i]));
      if (choice.indices[i] + 1 < slots.get(i).size() && open.size() < MAX_OPEN) {
        int[] further = choice.indices.clone();
        further[i]++;
        add(further);
      }
    }
    return values;
  }

  private void add(int[] indices) {
    if (!seen.add(Arrays.toString(indices))) {
      return;
    }
    int cost = 0;
    for (int i = 0; i < indices.length; i++) {
      cost += slots.get(i).get(indices[i]).cost();
    }
    open.add(new Choice(indices, cost, order++));
  }
}
