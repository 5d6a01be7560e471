package dev.hephaestus.client;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a diagnostic context keeps alive, about.
 *
 * <p>A thread logs many records with one context: the last ones weighed are remembered, a few for
 * all threads together.
 *
 * <p><em>Threads:</em> any; where two meet in one slot, one of them weighs again.
 */
final class PairWeights {
  private static final int ENTRY_BYTES = 48;
  private static final int SLOTS = 64;

  // Written without order: what is read is one whole Weight or none, for its fields are final.
  private final @Nullable Weight[] slots = new Weight[SLOTS];

  int of(Map<String, String> pairs) {
    if (pairs.isEmpty()) {
      return 0;
    }
    if (pairs instanceof Weighed) {
      return ((Weighed) pairs).bytes();
    }
    int slot = System.identityHashCode(Thread.currentThread()) & (SLOTS - 1);
    Weight known = slots[slot];
    if (known == null || !known.isOf(pairs)) {
      known = new Weight(pairs, weigh(pairs));
      slots[slot] = known;
    }
    return known.bytes;
  }

  /** Of one that no other record has. */
  static int ofPair(@Nullable String key, @Nullable String value) {
    return ENTRY_BYTES + length(key) + length(value);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static int weigh(Map<String, String> pairs) {
    Sum sum = new Sum();
    pairs.forEach(sum);
    return (int) Math.min(sum.bytes, Integer.MAX_VALUE / 4);
  }

  private static final class Weight {
    private final Map<String, String> pairs;
    private final int bytes;

    private Weight(Map<String, String> pairs, int bytes) {
      this.pairs = pairs;
      this.bytes = bytes;
    }

    @SuppressWarnings("ReferenceEquality") // It does not change: the same map weighs the same.
    boolean isOf(Map<String, String> others) {
      return pairs == others;
    }
  }

  private static final class Sum implements BiConsumer<@Nullable String, @Nullable String> {
    private long bytes;

    @Override
    public void accept(@Nullable String key, @Nullable String value) {
      bytes += ofPair(key, value);
    }
  }
}
