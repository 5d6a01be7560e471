package dev.hephaestus.client;

import dev.hephaestus.client.ClientConfiguration.Endpoint;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The servers in turn, from one drawn by lot: not all clients are to begin with the same. Confined
 * to the sender.
 */
final class Endpoints {
  private final List<Endpoint> all;
  private int current;

  Endpoints(List<Endpoint> all, DoubleSupplier random) {
    this.all = List.copyOf(all);
    this.current = (int) (random.getAsDouble() * all.size()) % all.size();
  }

  Endpoint current() {
    return all.get(current);
  }

  /** Turns to the next one; false when there is only one. */
  boolean next() {
    current = (current + 1) % all.size();
    return all.size() > 1;
  }
}
