package dev.hephaestus.client;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small map, cheap to fill: keys and values in turn in one array, in the order they came.
 *
 * <p><em>Shape:</em> filled on one thread, never changed after it was given to a record. A key that
 * comes twice counts with its last value.
 */
public final class StringPairs extends AbstractMap<String, String> {
  private String[] flat;
  private int length;

  /** With room for so many pairs. */
  public StringPairs(int expected) {
    this.flat = new String[2 * Math.max(1, expected)];
  }

  /** One more pair, the value rendered safely; without a key or a value it is left out. */
  public void add(@Nullable String key, @Nullable Object value) {
    if (key == null || value == null) {
      return;
    }
    if (length == flat.length) {
      flat = Arrays.copyOf(flat, 2 * length);
    }
    flat[length] = key;
    flat[length + 1] =
        value instanceof String
            ? (String) value
            : SafeText.rendered(value, ClientRecord.MAX_ARGUMENT_CHARS);
    length += 2;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> taker) {
    for (int i = 0; i < length; i += 2) {
      taker.accept(flat[i], flat[i + 1]);
    }
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    for (int i = length - 2; i >= 0; i -= 2) {
      if (flat[i].equals(key)) {
        return flat[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> entries = new LinkedHashMap<>();
    forEach(entries::put);
    return entries.entrySet();
  }
}
