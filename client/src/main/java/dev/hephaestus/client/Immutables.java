package dev.hephaestus.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the values that may be rendered later because they cannot change until then. */
final class Immutables {
  private static final int VALUE_BYTES = 24;

  // By exact class: a subclass may be mutable.
  private static final Set<Class<?>> KNOWN =
      Set.of(
          Byte.class,
          Short.class,
          Character.class,
          Float.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          Instant.class,
          Duration.class,
          LocalDate.class,
          LocalDateTime.class);

  private Immutables() {}

  /** The value itself, cut, if it cannot change, else how it reads now. */
  static Object kept(@Nullable Object value, int limit) {
    if (value instanceof String) {
      String text = (String) value;
      return text.length() <= limit ? text : SafeText.clip(text, limit);
    }
    return value != null && isKnown(value.getClass()) ? value : SafeText.rendered(value, limit);
  }

  /** What it holds in memory, about, if it is kept as it is; negative if it is not. */
  static int plainBytes(@Nullable Object value, int limit) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String) {
      int length = ((String) value).length();
      return length <= limit ? VALUE_BYTES + length : -1;
    }
    return isKnown(value.getClass()) ? VALUE_BYTES : -1;
  }

  /** What a kept value holds in memory, about. */
  static int bytes(Object kept) {
    return VALUE_BYTES + (kept instanceof String ? ((String) kept).length() : 0);
  }

  private static boolean isKnown(Class<?> type) {
    // The usual ones first: a comparison each, no hashing.
    return type == Integer.class
        || type == Long.class
        || type == Boolean.class
        || type == Double.class
        || KNOWN.contains(type);
  }
}
