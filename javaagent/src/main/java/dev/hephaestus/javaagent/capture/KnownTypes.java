package dev.hephaestus.javaagent.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's classes whose objects can be read without running anyone else's code, by exact name: a
 * subclass is not known.
 *
 * <p>Missing on purpose: what locks while it is read, what compares its elements (views of sorted
 * collections), and what hands on to a collection of someone else (the wrappers, which are opened
 * instead).
 */
final class KnownTypes {

  private static final int MOST_BITS = 4_096;

  private static final Set<String> COLLECTIONS =
      Set.of(
          "java.util.ArrayList",
          "java.util.ArrayList$SubList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.PriorityQueue",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.RegularEnumSet",
          "java.util.JumboEnumSet",
          "java.util.Arrays$ArrayList",
          "java.util.HashMap$KeySet",
          "java.util.HashMap$Values",
          "java.util.LinkedHashMap$LinkedKeySet",
          "java.util.LinkedHashMap$LinkedValues",
          "java.util.Collections$EmptyList",
          "java.util.Collections$EmptySet",
          "java.util.Collections$SingletonList",
          "java.util.Collections$SingletonSet",
          "java.util.ImmutableCollections$ListN",
          "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$SubList",
          "java.util.ImmutableCollections$SetN",
          "java.util.ImmutableCollections$Set12",
          "java.util.concurrent.ConcurrentLinkedQueue",
          "java.util.concurrent.ConcurrentLinkedDeque",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.concurrent.CopyOnWriteArraySet",
          "java.util.concurrent.ConcurrentHashMap$KeySetView");

  private static final Set<String> MAPS =
      Set.of(
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.EnumMap",
          "java.util.IdentityHashMap",
          "java.util.Collections$EmptyMap",
          "java.util.Collections$SingletonMap",
          "java.util.ImmutableCollections$Map1",
          "java.util.ImmutableCollections$MapN",
          "java.util.concurrent.ConcurrentHashMap");

  private static final Set<String> PRIMITIVES =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Boolean",
          "java.lang.Double",
          "java.lang.Character",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Float");

  private static final Set<String> TEXTS =
      Set.of(
          "java.lang.Class",
          "java.lang.StringBuilder",
          "java.util.UUID",
          "java.util.Locale",
          "java.util.Currency",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble",
          "java.util.regex.Pattern",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.io.File",
          "java.net.URI",
          "sun.nio.fs.UnixPath",
          "sun.nio.fs.WindowsPath",
          "java.time.Instant",
          "java.time.Duration",
          "java.time.Period",
          "java.time.LocalDate",
          "java.time.LocalTime",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.OffsetTime",
          "java.time.Year",
          "java.time.YearMonth",
          "java.time.MonthDay",
          "java.time.ZoneOffset",
          "java.time.ZoneRegion");

  private KnownTypes() {}

  static boolean isPrimitive(Object value) {
    return PRIMITIVES.contains(value.getClass().getName());
  }

  static boolean isCollection(Object value) {
    return isOfTheJdk(value) && COLLECTIONS.contains(value.getClass().getName());
  }

  static boolean isMap(Object value) {
    return isOfTheJdk(value) && MAPS.contains(value.getClass().getName());
  }

  /** What a value of the JDK says of itself; null where it is not known to be harmless. */
  static @Nullable String textOf(Object value) {
    if (!isOfTheJdk(value)) {
      return null;
    }
    Class<?> type = value.getClass();
    boolean number =
        (type == BigInteger.class && isModest((BigInteger) value))
            || (type == BigDecimal.class && isModest(((BigDecimal) value).unscaledValue()));
    return number || TEXTS.contains(type.getName()) ? value.toString() : null;
  }

  /** Making digits of a number takes the square of its size. */
  private static boolean isModest(BigInteger number) {
    return number.bitLength() <= MOST_BITS;
  }

  private static boolean isOfTheJdk(Object value) {
    return value.getClass().getClassLoader() == null;
  }

  /**
   * The field in which a wrapper holds what it wraps, as class and name; null for what wraps
   * nothing.
   */
  static @Nullable String wrappedField(Class<?> declaring) {
    switch (declaring.getName()) {
      case "java.util.Collections$UnmodifiableCollection":
      case "java.util.Collections$SynchronizedCollection":
      case "java.util.Collections$CheckedCollection":
        return "c";
      case "java.util.Collections$UnmodifiableMap":
      case "java.util.Collections$SynchronizedMap":
      case "java.util.Collections$CheckedMap":
      case "java.util.TreeSet":
        return "m";
      case "java.util.concurrent.atomic.AtomicReference":
      case "java.util.Optional":
        return "value";
      default:
        return null;
    }
  }
}
