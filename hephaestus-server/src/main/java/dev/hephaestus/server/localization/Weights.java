package dev.hephaestus.server.localization;

import java.util.EnumMap;
import java.util.Map;

/**
 * A value for each {@link Weight}.
 *
 * <p><i>Threads:</i> immutable; safe for use by many at once.
 */
final class Weights {

  static final Weights USUAL = new Weights(Map.of());

  private final Map<Weight, Double> values = new EnumMap<>(Weight.class);

  private Weights(Map<Weight, Double> values) {
    for (Weight weight : Weight.values()) {
      this.values.put(weight, values.getOrDefault(weight, weight.usual()));
    }
  }

  double of(Weight weight) {
    return values.getOrDefault(weight, weight.usual());
  }

  /** These, but for one. */
  Weights with(Weight weight, double value) {
    Map<Weight, Double> changed = new EnumMap<>(values);
    changed.put(weight, value);
    return new Weights(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights && weights.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
