package dev.hephaestus.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the values that may be rendered later because they cannot change until then. */
final class Immutables {
  // By exact class: a subclass may be mutable.
  private static final Set<Class<?>> KNOWN =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class);

  private Immutables() {}

  /** The value itself if it cannot change, else how it reads now. */
  static Object kept(@Nullable Object value, int limit) {
    if (value instanceof String) {
      return SafeText.clip((String) value, limit);
    }
    if (value != null && KNOWN.contains(value.getClass())) {
      return value;
    }
    return SafeText.rendered(value, limit);
  }
}
