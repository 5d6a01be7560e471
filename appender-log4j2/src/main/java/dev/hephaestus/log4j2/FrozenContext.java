package dev.hephaestus.log4j2;

import dev.hephaestus.client.Weighed;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;

/**
 * An event's context that will not change, read only when it is shipped.
 *
 * <p>Log4j wraps the thread's context anew for each event and sorts it when it is walked, so its
 * weight is taken from its size alone.
 */
final class FrozenContext extends AbstractMap<String, String> implements Weighed {
  private static final int ENTRY_BYTES = 96;

  private final ReadOnlyStringMap context;

  FrozenContext(ReadOnlyStringMap context) {
    this.context = context;
  }

  static boolean isFrozen(ReadOnlyStringMap context) {
    return context instanceof StringMap && ((StringMap) context).isFrozen();
  }

  @Override
  public int bytes() {
    return ENTRY_BYTES * context.size();
  }

  @Override
  public boolean isEmpty() {
    return context.isEmpty();
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    Object value = key instanceof String ? context.getValue((String) key) : null;
    return value instanceof String ? (String) value : null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return context.toMap().entrySet();
  }
}
